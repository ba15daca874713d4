package org.amana.blob;

/// The content of an append or page blob and its snapshots: the rows of `content_range` that are named by it.
///
/// @param id its row in `content_stream`
/// @param name of the blob
record RangeStream(long id, long containerId, String name) {
    static RangeStream of(BlobRow row) {
        return new RangeStream(
                row.form().stream(), row.containerId(), row.name().value());
    }
}
