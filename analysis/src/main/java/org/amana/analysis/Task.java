package org.amana.analysis;

import java.time.Instant;
import java.util.Optional;
import org.amana.blob.BlobRef;
import org.amana.blob.ETag;
import org.jspecify.annotations.Nullable;

/// One piece of analysis work on one version of a blob.
///
/// @param attempts how often it was begun
/// @param notBefore when its turn comes, at the earliest
/// @param reason why it is parked, or why the last attempt failed
public record Task(
        TaskId id,
        TaskKind kind,
        BlobRef blob,
        ETag etag,
        TaskState state,
        int attempts,
        Instant notBefore,
        @Nullable Reason reason) {

    /// Why it is parked, or why the last attempt failed; absent otherwise.
    public Optional<Reason> why() {
        return Optional.ofNullable(reason);
    }
}
