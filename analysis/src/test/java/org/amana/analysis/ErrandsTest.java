package org.amana.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.amana.kernel.AmanaException;
import org.amana.kernel.ErrorCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ErrandsTest {
    @Test
    void whoComesWhenManyWaitIsToldAtOnce(@TempDir Path folder) throws Exception {
        AnalysisConfig config = ReadingRoom.config(folder);
        ScheduledExecutorService watchdog = Executors.newScheduledThreadPool(1);
        CountDownLatch end = new CountDownLatch(1);
        WorkerCommand command = new WorkerCommand(
                Sandbox.NONE,
                "none",
                WorkerCommand.ownClassPath(),
                config.heap(),
                config.addressSpace(),
                config.scratch(),
                List.of(),
                List.of());
        try (Errands errands = new Errands(config, Duration.ofMinutes(1), new WorkerSeat(config, command, watchdog));
                var askers = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Boolean>> waiting = new ArrayList<>();
            for (int i = 0; i < Errands.MOST_WAITING; i++) {
                waiting.add(askers.submit(() -> errands.run(_ -> end.await(300, TimeUnit.SECONDS))));
            }
            awaitPlaces(errands);
            assertThatThrownBy(() -> errands.run(_ -> true))
                    .isInstanceOfSatisfying(
                            AmanaException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.SERVER_BUSY));
            end.countDown();
            for (Future<Boolean> each : waiting) {
                assertThat(each.get()).isTrue();
            }
            Boolean again = errands.run(_ -> true);
            assertThat(again).isTrue();
        } finally {
            watchdog.shutdownNow();
        }
    }

    private static void awaitPlaces(Errands errands) {
        long deadline = System.nanoTime() + 60_000_000_000L;
        while (errands.free() > 0) {
            assertThat(System.nanoTime()).as("all wait in time").isLessThan(deadline);
            LockSupport.parkNanos(5_000_000);
        }
    }
}
