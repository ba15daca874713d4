package org.amana.analysis;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.amana.kernel.AmanaException;
import org.amana.store.Bell;

/// Keeps the claims of tasks that are worked on from running out, and sweeps, every now and then.
final class Caretaker implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(Caretaker.class.getName());
    private static final Duration PAUSE = TaskQueue.LEASE.dividedBy(4);

    private final TaskQueue queue;
    private final Crew crew;
    private final Sweeper sweeper;
    private final Bell bell;
    private final CountDownLatch closing = new CountDownLatch(1);
    private final Thread thread =
            Thread.ofPlatform().name("analysis-upkeep").daemon().unstarted(this::run);

    Caretaker(TaskQueue queue, Crew crew, Sweeper sweeper, Bell bell) {
        this.queue = queue;
        this.crew = crew;
        this.sweeper = sweeper;
        this.bell = bell;
    }

    void start() {
        thread.start();
    }

    private void run() {
        try {
            while (!closing.await(PAUSE.toMillis(), TimeUnit.MILLISECONDS)) {
                round();
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private void round() {
        try {
            queue.renew(crew.claims());
            if (sweeper.sweep()) {
                bell.ring();
            }
        } catch (AmanaException e) {
            LOG.log(System.Logger.Level.WARNING, "analysis' upkeep is put off: " + e.message());
        }
    }

    /// Waits until a round that is under way has ended.
    @Override
    public void close() {
        closing.countDown();
        try {
            thread.join();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
