package org.amana.blob;

/// Takes a snapshot of a blob.
///
/// @param metadata the snapshot's; [Metadata#NONE] to take over the blob's
public record TakeSnapshot(BlobRef blob, Metadata metadata, Conditions conditions) {}
