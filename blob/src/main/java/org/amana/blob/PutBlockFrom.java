package org.amana.blob;

import java.util.Optional;

/// Stages a block from a range of another blob of the account; of the conditions only the lease counts.
///
/// @param expectedMd5 what the range must have (`x-ms-source-content-md5`)
public record PutBlockFrom(
        BlobRef blob, BlockId id, CopySource source, Optional<Md5> expectedMd5, Conditions conditions) {
    public PutBlockFrom(BlobRef blob, BlockId id, CopySource source, Conditions conditions) {
        this(blob, id, source, Optional.empty(), conditions);
    }
}
