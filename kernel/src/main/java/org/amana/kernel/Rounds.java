package org.amana.kernel;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// Work that can wait, done again and again on a [Background] thread of its own, with a pause before each round. A
/// round
/// sees to its own failures: what it throws ends the thread.
public final class Rounds implements AutoCloseable {
    private final Duration pause;
    private final Runnable round;
    private final CountDownLatch closing = new CountDownLatch(1);
    private final Thread thread;

    /// @param name of the thread
    /// @param pause in whole milliseconds
    public Rounds(String name, Duration pause, Runnable round) {
        this.pause = pause;
        this.round = round;
        this.thread = Background.unstarted(name, this::run);
    }

    /// Begins, with a pause.
    public void start() {
        thread.start();
    }

    /// Whether a long round is to come to its end.
    public boolean isClosing() {
        return closing.getCount() == 0;
    }

    private void run() {
        try {
            while (!closing.await(pause.toMillis(), TimeUnit.MILLISECONDS)) {
                round.run();
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    /// Makes no further round, and waits until the one that is under way has ended. Does nothing else where none was
    /// begun.
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
