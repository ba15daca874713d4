package org.amana.blob;

/// Deletes a blob, one snapshot, or all snapshots.
public record DeleteBlob(BlobRef blob, DeleteSnapshots snapshots, Conditions conditions) {
    public static DeleteBlob of(BlobRef blob) {
        return new DeleteBlob(blob, DeleteSnapshots.UNSPECIFIED, Conditions.NONE);
    }
}
