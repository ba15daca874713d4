package org.amana.policy;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.amana.kernel.AmanaException;
import org.amana.kernel.Threads;

/// Does, again and again on a thread of its own, what need not be done while somebody waits. What fails is tried
/// again next time; an [Error] ends the thread and reaches the process's handler.
final class Upkeep implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(Upkeep.class.getName());

    private final Runnable work;
    private final Duration interval;
    private final CountDownLatch stopping = new CountDownLatch(1);
    private final Thread thread;

    private Upkeep(Runnable work, Duration interval) {
        this.work = work;
        this.interval = interval;
        this.thread = Thread.ofPlatform().name("policy-upkeep").daemon().unstarted(this::run);
    }

    static Upkeep start(Runnable work, Duration interval) {
        Upkeep upkeep = new Upkeep(work, interval);
        upkeep.thread.start();
        return upkeep;
    }

    private void run() {
        try {
            while (!stopping.await(interval.toNanos(), TimeUnit.NANOSECONDS)) {
                try {
                    work.run();
                } catch (AmanaException e) {
                    LOG.log(System.Logger.Level.WARNING, "upkeep of policy is put off", e);
                } catch (RuntimeException e) {
                    LOG.log(System.Logger.Level.ERROR, "upkeep of policy failed; trying again", e);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /// Waits for the work at hand.
    @Override
    public void close() {
        stopping.countDown();
        Threads.awaitEnd(thread);
    }
}
