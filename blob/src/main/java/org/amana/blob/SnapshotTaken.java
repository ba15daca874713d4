package org.amana.blob;

import java.time.Instant;

/// The answer to Snapshot Blob.
public record SnapshotTaken(Snapshot snapshot, ETag etag, Instant lastModified) {}
