package org.amana.blob;

/// Puts a blob, or a version of one, on legal hold, or takes it off.
public record SetLegalHold(BlobRef blob, boolean hold) {}
