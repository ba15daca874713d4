package org.amana.blob;

/// Deletes a blob, one snapshot, one previous version, or all snapshots.
///
/// @param permanent deletes for good what is deleted and still kept: a snapshot or a version
/// @param tier of what is named, the blob where its snapshots alone are deleted
public record DeleteBlob(
        BlobRef blob, DeleteSnapshots snapshots, boolean permanent, Conditions conditions, TierCondition tier) {
    public DeleteBlob(BlobRef blob, DeleteSnapshots snapshots, Conditions conditions) {
        this(blob, snapshots, false, conditions, TierCondition.none());
    }

    public static DeleteBlob of(BlobRef blob) {
        return new DeleteBlob(blob, DeleteSnapshots.UNSPECIFIED, Conditions.NONE);
    }
}
