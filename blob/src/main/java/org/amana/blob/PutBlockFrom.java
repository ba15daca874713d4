package org.amana.blob;

/// Stages a block from a range of another blob of the account; of the conditions only the lease counts.
public record PutBlockFrom(BlobRef blob, BlockId id, CopySource source, Conditions conditions) {}
