package org.amana.analysis;

import java.time.Instant;
import org.amana.blob.BlobRef;
import org.amana.blob.ETag;

/// One piece of analysis work on one version of a blob.
///
/// @param attempts how often it was begun
/// @param notBefore when its turn comes, at the earliest
/// @param reason for people: why it is parked, or why the last attempt failed; empty otherwise
public record Task(
        TaskId id,
        TaskKind kind,
        BlobRef blob,
        ETag etag,
        TaskState state,
        int attempts,
        Instant notBefore,
        String reason) {}
