package org.amana.blob;

/// Appends a block from a range of another blob.
///
/// @param expected what the bytes of the range must sum up to
public record AppendBlockFrom(AppendBlock append, CopySource source, SourceSums expected) {}
