package org.amana.blob;

import java.time.Instant;

/// The answer to Snapshot Blob.
///
/// @param version of the blob from now on; [VersionId#NONE] while versions are off
public record SnapshotTaken(Snapshot snapshot, ETag etag, Instant lastModified, VersionId version) {}
