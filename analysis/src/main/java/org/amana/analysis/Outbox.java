package org.amana.analysis;

import java.util.List;
import java.util.Optional;

/// What search has yet to take in. One consumer: it asks for the [#next] changes, fetches each [#document], makes them
/// durable in its index, then says [#done]. A consumer that dies in between gets them again.
///
/// The text was read under the permit of the analysis task (its features name the index), so that a blob's path from
/// store to index is one entry in the ledger.
public interface Outbox {
    /// The oldest changes that are not done, at most `max`.
    List<IndexTask> next(int max);

    /// The document with all its text; absent when it is gone by now (its `Drop` follows).
    Optional<AnalysedDocument> document(DocumentId id);

    /// Whether the document is still there.
    boolean holds(DocumentId id);

    /// One page of it; absent when the document or the page is gone by now.
    Optional<Page> page(DocumentId id, int number);

    /// Whether changes after this sequence have been handed out and said to be done, so that whoever stands there has
    /// missed them: an index that was brought back from an older copy.
    boolean hasGoneOnSince(long sequence);

    /// Every change up to and including this sequence is durable in the index.
    void done(long sequence);

    /// Calls `listener` on a thread of analysis after changes came in; it must return at once.
    void listen(Runnable listener);

    /// Hands everything out again, for an index that was lost or whose format is old. Documents come in batches with
    /// everything else that comes in meanwhile.
    void replay();
}
