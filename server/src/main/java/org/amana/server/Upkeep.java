package org.amana.server;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.amana.kernel.AmanaException;
import org.amana.kernel.Background;
import org.amana.kernel.ByteSize;
import org.amana.store.Compaction;

/// Gives space back now and then.
final class Upkeep implements AutoCloseable {
    /// Bounds what one round rewrites, so that clients hardly notice it.
    static final ByteSize MOST_MOVED_A_ROUND = ByteSize.ofMebibytes(256);

    private static final System.Logger LOG = System.getLogger(Upkeep.class.getName());

    private final Duration pause;
    private final CountDownLatch stopping = new CountDownLatch(1);
    private final Thread thread;

    private Upkeep(Compaction compaction, Duration pause) {
        this.pause = pause;
        this.thread = Background.unstarted("compaction", () -> run(compaction));
    }

    /// @param pause between two rounds
    static Upkeep start(Compaction compaction, Duration pause) {
        Upkeep upkeep = new Upkeep(compaction, pause);
        upkeep.thread.start();
        return upkeep;
    }

    /// Waits until a round that is under way has ended.
    @Override
    public void close() {
        stopping.countDown();
        try {
            thread.join();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private void run(Compaction compaction) {
        try {
            while (!stopping.await(pause.toMillis(), TimeUnit.MILLISECONDS)) {
                round(compaction);
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private static void round(Compaction compaction) {
        try {
            compaction.run();
        } catch (AmanaException e) {
            LOG.log(System.Logger.Level.WARNING, "compaction put off: " + e.message());
        }
    }
}
