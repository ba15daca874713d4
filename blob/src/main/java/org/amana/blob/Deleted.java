package org.amana.blob;

/// The answer to Delete Blob: how much went.
public record Deleted(int blobs, int snapshots) {}
