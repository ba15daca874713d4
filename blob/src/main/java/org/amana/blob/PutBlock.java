package org.amana.blob;

import org.amana.kernel.ByteSize;

/// Stages a block; of the conditions only the lease counts.
public record PutBlock(BlobRef blob, BlockId id, Conditions conditions) {
    /// The largest block (Azure REST: *Put Block*, since 2019-12-12).
    public static final ByteSize LARGEST = ByteSize.ofMebibytes(4000);

    /// How many blocks may wait.
    public static final int MOST_UNCOMMITTED = 100_000;

    public static PutBlock of(BlobRef blob, String id) {
        return new PutBlock(blob, new BlockId(id), Conditions.NONE);
    }
}
