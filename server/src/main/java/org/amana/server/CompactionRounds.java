package org.amana.server;

import java.time.Duration;
import org.amana.kernel.ByteSize;
import org.amana.kernel.Rounds;
import org.amana.store.Compaction;

/// Gives space back now and then.
final class CompactionRounds {
    /// Bounds what one round rewrites, so that clients hardly notice it.
    static final ByteSize MOST_MOVED_A_ROUND = ByteSize.ofMebibytes(256);

    private CompactionRounds() {}

    /// @param pause between two rounds
    static Rounds start(Compaction compaction, Duration pause) {
        Rounds rounds = new Rounds("compaction", pause, compaction::run);
        rounds.start();
        return rounds;
    }
}
