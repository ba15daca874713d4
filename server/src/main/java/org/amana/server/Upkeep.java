package org.amana.server;

import java.time.Duration;
import org.amana.kernel.AmanaException;
import org.amana.kernel.ByteSize;
import org.amana.kernel.Rounds;
import org.amana.store.Compaction;

/// Gives space back now and then.
final class Upkeep {
    /// Bounds what one round rewrites, so that clients hardly notice it.
    static final ByteSize MOST_MOVED_A_ROUND = ByteSize.ofMebibytes(256);

    private static final System.Logger LOG = System.getLogger(Upkeep.class.getName());

    private Upkeep() {}

    /// @param pause between two rounds
    static Rounds start(Compaction compaction, Duration pause) {
        Rounds rounds = new Rounds("compaction", pause, () -> round(compaction));
        rounds.start();
        return rounds;
    }

    private static void round(Compaction compaction) {
        try {
            compaction.run();
        } catch (AmanaException e) {
            LOG.log(System.Logger.Level.WARNING, "compaction put off: " + e.message());
        }
    }
}
