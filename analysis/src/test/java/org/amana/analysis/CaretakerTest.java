package org.amana.analysis;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.amana.testkit.ManualClock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CaretakerTest {
    @Test
    void claimsHoldHoweverLongASweepTakes(@TempDir Path folder) throws Exception {
        ManualClock clock = new ManualClock();
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch end = new CountDownLatch(1);
        try (ReadingRoom room = ReadingRoom.unstaffed(folder, clock)) {
            room.put(room.container("papers"), "a.txt", "one".getBytes(UTF_8));
            Claim claim = room.queue().claim(TaskKind.EXTRACT).orElseThrow();
            Caretaker caretaker = new Caretaker(
                    room.queue(),
                    () -> List.of(claim),
                    () -> {
                        begun.countDown();
                        awaitQuietly(end);
                    },
                    Duration.ofMillis(10));
            try (caretaker) {
                caretaker.start();
                try {
                    assertThat(begun.await(60, TimeUnit.SECONDS)).isTrue();
                    for (int i = 0; i < 3; i++) {
                        clock.advance(Duration.ofSeconds(45));
                        awaitLease(room, clock);
                    }
                } finally {
                    end.countDown();
                }
            }
            room.put(room.container("more"), "b.txt", "two".getBytes(UTF_8));
            assertThat(room.queue().claim(TaskKind.EXTRACT).orElseThrow().name())
                    .isEqualTo("b.txt");
            assertThat(room.queue().claim(TaskKind.EXTRACT)).isEmpty();
        }
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private static void awaitLease(ReadingRoom room, ManualClock clock) {
        long deadline = System.nanoTime() + 60_000_000_000L;
        while (!room.catalog
                .read(reader -> reader.first(
                        "SELECT lease_until FROM analysis_task WHERE state = 'running'",
                        row -> row.instant("lease_until")))
                .orElseThrow()
                .equals(clock.instant().plus(TaskQueue.LEASE))) {
            assertThat(System.nanoTime()).as("renewed in time").isLessThan(deadline);
            LockSupport.parkNanos(5_000_000);
        }
    }
}
