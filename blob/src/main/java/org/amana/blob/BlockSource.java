package org.amana.blob;

/// Where Put Block List looks for a block (Azure REST: *Put Block List*).
public enum BlockSource {
    /// Among the blocks that the blob is made of.
    COMMITTED,
    /// Among those that wait.
    UNCOMMITTED,
    /// Among those that wait, then among the committed.
    LATEST
}
