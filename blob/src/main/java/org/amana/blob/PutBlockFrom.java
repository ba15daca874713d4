package org.amana.blob;

/// Stages a block from a range of another blob of the account; of the conditions only the lease counts.
///
/// @param expected what the bytes of the range must sum up to
public record PutBlockFrom(BlobRef blob, BlockId id, CopySource source, SourceSums expected, Conditions conditions) {}
