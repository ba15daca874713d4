package org.amana.blob;

/// Replaces a blob's metadata.
public record SetBlobMetadata(BlobRef blob, Metadata metadata, Conditions conditions) {}
