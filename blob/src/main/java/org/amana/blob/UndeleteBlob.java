package org.amana.blob;

/// Brings back what is deleted of a blob and still kept.
public record UndeleteBlob(BlobRef blob) {}
