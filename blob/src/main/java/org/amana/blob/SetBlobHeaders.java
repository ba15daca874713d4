package org.amana.blob;

/// Replaces *all* standard headers of a blob: what is not repeated is gone (Azure REST: *Set Blob Properties*).
public record SetBlobHeaders(BlobRef blob, HttpHeaders headers, Conditions conditions) {}
