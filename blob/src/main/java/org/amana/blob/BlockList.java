package org.amana.blob;

import java.util.List;

/// The blocks of a blob: those it is made of, in order, and those that wait to be committed, sorted by id.
///
/// @param etag of the committed blob; an uncommitted blob answers its own
/// @param contentLength bytes of the committed blob, 0 if there is none
/// @param exists whether there is a committed blob
public record BlockList(
        List<Block> committed,
        List<Block> uncommitted,
        ETag etag,
        java.time.Instant lastModified,
        long contentLength,
        boolean exists) {
    /// One block.
    ///
    /// @param size bytes
    public record Block(BlockId id, long size) {}

    public BlockList {
        committed = List.copyOf(committed);
        uncommitted = List.copyOf(uncommitted);
    }
}
