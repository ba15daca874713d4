package org.amana.blob;

/// What a listing of blobs shows beyond committed blobs and their properties.
public enum ListInclude {
    SNAPSHOTS,
    METADATA,
    UNCOMMITTED_BLOBS,
    COPY
}
