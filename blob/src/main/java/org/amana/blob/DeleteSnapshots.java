package org.amana.blob;

/// What a deletion does with snapshots (`x-ms-delete-snapshots`).
public enum DeleteSnapshots {
    /// Not said: a blob with snapshots is not deleted.
    UNSPECIFIED,
    /// The blob and all its snapshots.
    INCLUDE,
    /// All snapshots, and not the blob.
    ONLY
}
