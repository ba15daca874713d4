package org.amana.blob;

/// Reads what is known of a blob or snapshot: its properties, metadata or tags.
public record ReadBlob(BlobRef blob, Conditions conditions) {
    public static ReadBlob of(BlobRef blob) {
        return new ReadBlob(blob, Conditions.NONE);
    }
}
