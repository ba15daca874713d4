package org.amana.blob;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/// What must hold of the time since when a blob is in its tier, for it to be deleted (Azure REST: *Delete Blob*).
/// Times count in whole seconds, as they are told.
public sealed interface TierCondition {
    /// Whatever that time is.
    record None() implements TierCondition {}

    /// `x-ms-access-tier-if-modified-since`.
    record ModifiedSince(Instant at) implements TierCondition {}

    /// `x-ms-access-tier-if-unmodified-since`.
    record UnmodifiedSince(Instant at) implements TierCondition {}

    static TierCondition none() {
        return new None();
    }

    /// @param since when the tier was given; [Instant#MIN] for what never had one
    default boolean isMetBy(Instant since) {
        return switch (this) {
            case None _ -> true;
            case ModifiedSince(Instant at) -> inSeconds(since).isAfter(at);
            case UnmodifiedSince(Instant at) -> !inSeconds(since).isAfter(at);
        };
    }

    private static Instant inSeconds(Instant time) {
        return time.truncatedTo(ChronoUnit.SECONDS);
    }
}
