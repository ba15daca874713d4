package org.amana.blob;

/// What a listing of blobs shows beyond committed blobs and their properties.
public enum ListInclude {
    SNAPSHOTS,
    METADATA,
    /// The page has them in any case, for every listing tells their number; this says that they are told.
    TAGS,
    UNCOMMITTED_BLOBS,
    COPY,
    /// What is deleted and still kept, of blobs; with [#SNAPSHOTS] or [#VERSIONS] also of those.
    DELETED,
    /// Previous versions, and which version each blob is.
    VERSIONS,
    /// Blobs that have previous versions and no current one.
    DELETED_WITH_VERSIONS
}
