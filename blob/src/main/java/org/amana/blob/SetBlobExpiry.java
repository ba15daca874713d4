package org.amana.blob;

/// Says when a blob is to be gone.
public record SetBlobExpiry(BlobRef blob, Expiry expiry, Conditions conditions) {}
