package org.amana.blob;

/// The answer to Delete Blob: how much went.
///
/// @param permanent whether it is gone for good
public record Deleted(int blobs, int snapshots, boolean permanent) {}
