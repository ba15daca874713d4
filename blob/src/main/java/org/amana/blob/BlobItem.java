package org.amana.blob;

/// One line of a listing.
public sealed interface BlobItem {
    /// The blob's name, or the prefix: what the order goes by.
    String name();

    /// A blob, a snapshot, a previous version, or an uncommitted blob. Metadata and copy state are empty unless asked
    /// for; tags never are, for their number belongs to the properties.
    record Blob(BlobName blob, Snapshot snapshot, BlobProperties properties) implements BlobItem {
        @Override
        public String name() {
            return blob.value();
        }
    }

    /// A blob that is deleted, and has previous versions.
    ///
    /// @param version one of its own, behind all that the blob has: when it was deleted, as far as that is known
    /// @param properties those of the newest version, as far as they are shown
    record OnlyVersions(BlobName blob, VersionId version, BlobProperties properties) implements BlobItem {
        @Override
        public String name() {
            return blob.value();
        }
    }

    /// All blobs whose names begin with this text, which ends with the delimiter.
    record Prefix(String name) implements BlobItem {}
}
