package org.amana.blob;

import java.util.List;

/// Makes a blob of blocks, in this order; what waits and is not named is dropped. An id may be named more than
/// once, and an empty list makes an empty blob.
public record PutBlockList(
        BlobRef blob,
        List<BlockChoice> blocks,
        HttpHeaders headers,
        Metadata metadata,
        Tags tags,
        KeepAs keepAs,
        Conditions conditions) {
    /// How many blocks a blob may have.
    public static final int MOST_BLOCKS = 50_000;

    public PutBlockList {
        blocks = List.copyOf(blocks);
    }

    public static PutBlockList of(BlobRef blob, List<BlockChoice> blocks) {
        return new PutBlockList(blob, blocks, HttpHeaders.NONE, Metadata.NONE, Tags.NONE, KeepAs.NONE, Conditions.NONE);
    }

    public PutBlockList withHeaders(HttpHeaders other) {
        return new PutBlockList(blob, blocks, other, metadata, tags, keepAs, conditions);
    }

    public PutBlockList withMetadata(Metadata other) {
        return new PutBlockList(blob, blocks, headers, other, tags, keepAs, conditions);
    }

    public PutBlockList withConditions(Conditions other) {
        return new PutBlockList(blob, blocks, headers, metadata, tags, keepAs, other);
    }

    public PutBlockList withKeepAs(KeepAs other) {
        return new PutBlockList(blob, blocks, headers, metadata, tags, other, conditions);
    }
}
