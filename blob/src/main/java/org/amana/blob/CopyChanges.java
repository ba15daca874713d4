package org.amana.blob;

/// Copies a snapshot of a page blob to a blob that follows it, by what changed since the snapshot that was
/// copied before: Incremental Copy Blob.
///
/// @param sourceUrl what the copy state tells of the source, without a signature
public record CopyChanges(BlobRef blob, CopySource source, String sourceUrl, Conditions conditions) {}
