package org.amana.blob;

/// Does something with a blob's lease.
public record LeaseBlob(BlobRef blob, LeaseAction action, Conditions conditions) {}
