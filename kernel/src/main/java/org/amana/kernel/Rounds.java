package org.amana.kernel;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/// Work that is done again and again on a thread of its own, with a pause before each round. A round that fails is
/// logged, and the next one tries again; an [Error] ends the thread and reaches the process's handler.
public final class Rounds implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(Rounds.class.getName());

    private final Duration pause;
    private final Runnable round;
    private final CountDownLatch closing = new CountDownLatch(1);
    private final Thread thread;

    private Rounds(Duration pause, Runnable round, Function<Runnable, Thread> unstarted) {
        this.pause = pause;
        this.round = round;
        this.thread = unstarted.apply(this::run);
    }

    /// For work that can wait, on a [Background] thread.
    ///
    /// @param name of the thread
    /// @param pause in whole milliseconds
    public Rounds(String name, Duration pause, Runnable round) {
        this(pause, round, work -> Background.unstarted(name, work));
    }

    /// For work that has to be done in time, on a thread that steps back for nobody.
    ///
    /// @param name of the thread
    /// @param pause in whole milliseconds
    public static Rounds inTime(String name, Duration pause, Runnable round) {
        return new Rounds(
                pause, round, work -> Thread.ofPlatform().name(name).daemon().unstarted(work));
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
                runOrPutOff();
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private void runOrPutOff() {
        try {
            round.run();
        } catch (AmanaException e) {
            LOG.log(System.Logger.Level.WARNING, thread.getName() + " is put off", e);
        } catch (RuntimeException e) {
            LOG.log(System.Logger.Level.ERROR, thread.getName() + " failed; trying again", e);
        }
    }

    /// Makes no further round, and waits until the one that is under way has ended. Does nothing else where none was
    /// begun.
    @Override
    public void close() {
        closing.countDown();
        Threads.awaitEnd(thread);
    }
}
