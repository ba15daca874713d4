package org.amana.ledger;

import java.time.Duration;
import org.amana.kernel.ByteSize;
import org.amana.verifier.SignedNote;

/// How a ledger is kept.
///
/// @param origin unique name of the log: no scheme, no spaces, no `+`; written into its first entry and every
/// checkpoint
/// @param shard number of the log among those of one service, 0 to 255; part of every request id
/// @param publishEvery how long a new entry waits at most before tiles and checkpoint take it in
/// @param walSegment size of one segment of the write-ahead file
/// @param maxUnpublished entries that may wait for publication before appending is refused
public record LedgerConfig(String origin, int shard, Duration publishEvery, ByteSize walSegment, int maxUnpublished) {
    /// What is the name of a log, in words.
    public static final String ORIGIN_IN_WORDS = "the name of a log: it has no blanks, no + and at most 200 letters";

    private static final int LONGEST_ORIGIN = 200;

    public LedgerConfig {
        if (!isOrigin(origin)) {
            throw new IllegalArgumentException(origin + " is not " + ORIGIN_IN_WORDS);
        }
        if (shard < 0 || shard > 255 || publishEvery.isNegative() || publishEvery.isZero() || maxUnpublished < 1) {
            throw new IllegalArgumentException("no ledger: shard " + shard + ", published every " + publishEvery
                    + ", at most " + maxUnpublished + " unpublished");
        }
        if (walSegment.bytes() < ByteSize.ofMebibytes(1).bytes()) {
            throw new IllegalArgumentException("a segment of " + walSegment + "; the least is 1 MiB");
        }
    }

    public static boolean isOrigin(String text) {
        return text.length() <= LONGEST_ORIGIN && SignedNote.validName(text);
    }

    /// The defaults: shard 0, half a second, segments of 16 MiB, half a million unpublished.
    public static LedgerConfig of(String origin) {
        return new LedgerConfig(origin, 0, Duration.ofMillis(500), ByteSize.ofMebibytes(16), 500_000);
    }

    public LedgerConfig withPublishEvery(Duration interval) {
        return new LedgerConfig(origin, shard, interval, walSegment, maxUnpublished);
    }
}
