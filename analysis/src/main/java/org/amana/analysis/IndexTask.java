package org.amana.analysis;

/// A change that search has yet to take in, in the order of `sequence`. At least once: the same change may come again,
/// which does no harm.
public sealed interface IndexTask {
    /// Rises with every change; never used twice.
    long sequence();

    DocumentId document();

    /// The document is new or has more text: index it, in place of what was indexed under the same id.
    record Put(long sequence, DocumentId document) implements IndexTask {}

    /// The document is gone: remove it.
    record Drop(long sequence, DocumentId document) implements IndexTask {}
}
