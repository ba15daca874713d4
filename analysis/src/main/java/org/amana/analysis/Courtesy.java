package org.amana.analysis;

import java.time.Duration;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/// Machine reading steps back while the machine is wanted for requests: after each task it rests for a few times the
/// task's length, so that it goes on at a fraction of its pace and never stops. Workers are of low priority by
/// themselves; this is for what a task costs in here: the gate, the catalog, the index.
///
/// Safe for many threads.
final class Courtesy {
    /// How much of the machine this process may use before machine reading steps back.
    private static final double BUSY = 0.75;

    private static final int REST_FACTOR = 4;
    private static final Duration LONGEST_REST = Duration.ofSeconds(2);
    private static final Duration GLANCE = Duration.ofMillis(50);

    private final Supplier<Duration> used;
    private final BooleanSupplier stopping;

    // Guarded by this.
    private Sample last;
    private boolean busy;

    /// @param used processor time that this process has used so far, its worker processes not among it
    /// @param stopping whether nobody should rest any more
    Courtesy(Supplier<Duration> used, BooleanSupplier stopping) {
        this.used = used;
        this.stopping = stopping;
        this.last = sample();
    }

    /// As the operating system counts it.
    static Duration usedByThisProcess() {
        return ProcessHandle.current().info().totalCpuDuration().orElse(Duration.ZERO);
    }

    private record Sample(long nanos, Duration used) {}

    private Sample sample() {
        return new Sample(System.nanoTime(), used.get());
    }

    /// Rests after a task that took so long, as long as the machine is wanted.
    void after(Duration task) throws InterruptedException {
        Duration rest = task.multipliedBy(REST_FACTOR);
        long end = System.nanoTime() + (rest.compareTo(LONGEST_REST) < 0 ? rest : LONGEST_REST).toNanos();
        while (isWanted() && !stopping.getAsBoolean() && System.nanoTime() < end) {
            Thread.sleep(GLANCE);
        }
    }

    private synchronized boolean isWanted() {
        long passed = System.nanoTime() - last.nanos();
        if (passed >= GLANCE.toNanos()) {
            Sample now = sample();
            double processors = (double) now.used().minus(last.used()).toNanos() / passed;
            busy = processors > BUSY * Runtime.getRuntime().availableProcessors();
            last = now;
        }
        return busy;
    }
}
