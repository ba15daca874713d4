package org.amana.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.amana.durable.OsDisk;
import org.amana.kernel.Threads;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BellTest {
    @TempDir
    Path folder;

    private Catalog catalog;

    @BeforeEach
    void open() {
        catalog = Catalog.open(new OsDisk(), folder.resolve("catalog.db"), List.of(), InstantSource.system());
    }

    @AfterEach
    void close() {
        catalog.close();
    }

    @Test
    void closingWaitsForTheListenersThatAreBeingCalledThoughItIsInterrupted() throws InterruptedException {
        CountDownLatch called = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        AtomicBoolean returned = new AtomicBoolean();
        Bell bell = new Bell(catalog, "bell");
        bell.listen(() -> {
            called.countDown();
            returned.set(isReached(goOn));
        });
        bell.start();
        bell.ring();
        assertThat(isReached(called)).isTrue();
        AtomicBoolean hadReturned = new AtomicBoolean();
        Thread closer = Thread.ofPlatform().start(() -> {
            Thread.currentThread().interrupt();
            bell.close();
            hadReturned.set(returned.get());
        });
        assertThat(closer.join(Duration.ofMillis(100))).isFalse();
        goOn.countDown();
        Threads.awaitEnd(closer);
        assertThat(hadReturned).isTrue();
    }

    private static boolean isReached(CountDownLatch latch) {
        try {
            return latch.await(30, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            throw new AssertionError("nobody interrupts the bell", e);
        }
    }
}
