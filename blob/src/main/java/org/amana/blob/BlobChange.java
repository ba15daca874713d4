package org.amana.blob;

/// What a commit changed, as told to [CommitHook]s. Uncommitted blocks are not told of: nobody can see them.
public sealed interface BlobChange {
    /// Where it happened.
    ContainerRef container();

    /// The container's number in the catalog, never used again: a container deleted and made anew has another.
    long containerId();

    /// How a blob came by its content.
    enum Origin {
        /// It was put whole, or begun empty.
        WHOLE("PutBlob"),
        /// It was put together of blocks.
        BLOCKS("PutBlockList"),
        COPY("CopyBlob"),
        /// It was deleted, and is back.
        RETURN("UndeleteBlob");

        private final String operation;

        Origin(String operation) {
            this.operation = operation;
        }

        /// The operation of Azure's API that does so, as its events call it.
        public String operation() {
            return operation;
        }
    }

    /// New content of a blob, all of it.
    ///
    /// @param inPlaceOfAnother whether there was a blob of this name before
    /// @param origin how it came about
    record Written(
            ContainerRef container,
            long containerId,
            BlobName name,
            BlobProperties properties,
            boolean inPlaceOfAnother,
            Origin origin)
            implements BlobChange {}

    /// A part of the content of an append or page blob: something was appended, or pages were written,
    /// cleared or cut off.
    record Amended(ContainerRef container, long containerId, BlobName name, BlobProperties properties)
            implements BlobChange {}

    /// What is described anew.
    enum Aspect {
        METADATA,
        /// The standard headers, or what is said of the pages of a page blob.
        HEADERS,
        TAGS,
        /// An append blob takes no more.
        SEAL
    }

    /// New metadata, headers or tags of a blob; the content is the same.
    ///
    /// @param before as it was described until now
    record Described(
            ContainerRef container,
            long containerId,
            BlobName name,
            BlobProperties properties,
            BlobProperties before,
            Aspect aspect)
            implements BlobChange {}

    /// A blob, a snapshot or a version has another tier, or is on its way to one.
    ///
    /// @param snapshot [Snapshot#NONE] unless it is one
    /// @param before the tier until now
    record Tiered(
            ContainerRef container,
            long containerId,
            BlobName name,
            Snapshot snapshot,
            BlobProperties properties,
            Tier before)
            implements BlobChange {}

    /// A snapshot was taken.
    ///
    /// @param properties its own
    record SnapshotMade(
            ContainerRef container, long containerId, BlobName name, Snapshot snapshot, BlobProperties properties)
            implements BlobChange {}

    /// A blob is gone.
    ///
    /// @param properties as it was
    record Deleted(ContainerRef container, long containerId, BlobName name, BlobProperties properties)
            implements BlobChange {}

    /// A snapshot or a previous version is gone. Those that go with their container are not told of.
    ///
    /// @param snapshot [Snapshot#NONE] for a version
    /// @param properties as it was
    record PastDeleted(
            ContainerRef container, long containerId, BlobName name, Snapshot snapshot, BlobProperties properties)
            implements BlobChange {}

    /// A deleted container is back. Its blobs are told of one by one, as written, in commits after this one.
    record ContainerRestored(ContainerRef container, long containerId) implements BlobChange {}

    /// A container is gone with all its blobs, which are not told of one by one.
    record ContainerDeleted(ContainerRef container, long containerId) implements BlobChange {}
}
