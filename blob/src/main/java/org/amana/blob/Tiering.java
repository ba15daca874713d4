package org.amana.blob;

import java.time.Instant;
import java.util.Optional;

/// The tier that a blob was given, and when. A blob that was given none has [Tier#HOT], and is told as inferred.
///
/// @param rehydration on its way from the archive; only with [Tier#ARCHIVE]
public record Tiering(Tier tier, Instant since, Optional<Rehydration> rehydration) {
    static Tiering in(Tier tier, Instant since) {
        return new Tiering(tier, since, Optional.empty());
    }
}
