package org.amana.blob;

/// What a commit changed, as told to [CommitHook]s. Snapshots and uncommitted blocks are not told of: nothing
/// is analysed or found in them.
public sealed interface BlobChange {
    /// Where it happened.
    ContainerRef container();

    /// The container's number in the catalog, never used again: a container deleted and made anew has another.
    long containerId();

    /// New content of a blob, all of it.
    ///
    /// @param inPlaceOfAnother whether there was a blob of this name before
    record Written(
            ContainerRef container,
            long containerId,
            BlobName name,
            BlobProperties properties,
            boolean inPlaceOfAnother)
            implements BlobChange {}

    /// A part of the content of an append or page blob: something was appended, or pages were written,
    /// cleared or cut off.
    record Amended(ContainerRef container, long containerId, BlobName name, BlobProperties properties)
            implements BlobChange {}

    /// New metadata, headers or tags of a blob; the content is the same.
    record Described(ContainerRef container, long containerId, BlobName name, BlobProperties properties)
            implements BlobChange {}

    /// A blob is gone.
    record Deleted(ContainerRef container, long containerId, BlobName name) implements BlobChange {}

    /// A deleted container is back. Its blobs are told of one by one, as written, in commits after this one.
    record ContainerRestored(ContainerRef container, long containerId) implements BlobChange {}

    /// A container is gone with all its blobs, which are not told of one by one.
    record ContainerDeleted(ContainerRef container, long containerId) implements BlobChange {}
}
