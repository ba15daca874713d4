package org.amana.blob;

/// The answer to Undelete Blob.
///
/// @param blobs 1 if the blob itself is back
/// @param others snapshots and versions that are
public record Undeleted(int blobs, int others) {}
