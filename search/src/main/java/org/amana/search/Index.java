package org.amana.search;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import javax.crypto.SecretKey;
import org.amana.durable.Disk;
import org.amana.kernel.AmanaException;
import org.amana.search.PageDocuments.Passage;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.document.Document;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.SegmentInfos;
import org.apache.lucene.index.Term;
import org.apache.lucene.store.AlreadyClosedException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The Lucene index in its folder. Everything in it is derived, so whatever is wrong with it has one remedy: it is
/// made anew, and [#madeAnew] says that everything must be put again.
///
/// Putting and dropping a document are atomic and may be repeated. What was put is found after [#refresh] and durable
/// after [#commit], which also keeps up to where the outbox was applied. Safe for use by many threads.
final class Index implements AutoCloseable {
    /// What the fields hold; an index of another schema is made anew.
    static final int SCHEMA = 6;

    private static final Logger LOG = LoggerFactory.getLogger(Index.class);

    private final Disk disk;
    private final Path folder;
    private final SecretKey key;
    private final SearchConfig config;
    private final Analyzer analyser = Analysers.perField();

    private final Wants wants = new Wants();

    /// Replaced, under the lock, when the index is opened again.
    private volatile OpenIndex opened;

    /// Set when a damaged part was met; it is found at the first use, not at opening.
    private volatile boolean damaged;

    /// Written under the lock, and read by every search.
    private volatile boolean madeAnew;

    /// Guarded by this, as are those below.
    private long applied;

    private boolean replayOwed;
    private boolean dropped;

    /// Opens the index, or makes it when it is absent, of an old schema, or damaged.
    ///
    /// @throws AmanaException if the disk fails or is full
    Index(Disk disk, Path folder, SecretKey key, SearchConfig config) {
        this.disk = disk;
        this.folder = folder;
        this.key = key;
        this.config = config;
        this.opened = openOrMake();
        this.replayOwed = madeAnew;
    }

    Analyzer analyser() {
        return analyser;
    }

    /// True if the index began empty, so that every document must be put again.
    boolean madeAnew() {
        return madeAnew;
    }

    /// Everything was put since the index was made.
    synchronized void complete() {
        madeAnew = false;
    }

    /// True if the index began empty and nobody was asked yet to put every document again: what the outbox hands out
    /// is not everything.
    synchronized boolean owesReplay() {
        return replayOwed;
    }

    /// Every document is in the outbox again.
    synchronized void replayed() {
        replayOwed = false;
    }

    /// Every change of the outbox up to here is in the last commit; 0 for none.
    synchronized long applied() {
        return applied;
    }

    private OpenIndex openOrMake() {
        try {
            return open();
        } catch (IOException | RuntimeException e) {
            if (!IndexFailure.isDamage(e) && !(e instanceof IllegalArgumentException)) {
                throw failure("cannot be opened", e);
            }
            LOG.warn("index {}: {}; it is made anew from the catalog", folder, e.getMessage());
            return make();
        }
    }

    private OpenIndex make() {
        SealedDirectory.wipe(disk, folder);
        try {
            return open();
        } catch (IOException | RuntimeException e) {
            throw failure("cannot be made", e);
        }
    }

    private OpenIndex open() throws IOException {
        SealedDirectory directory = new SealedDirectory(disk, folder, key, config.cache());
        boolean exists = DirectoryReader.indexExists(directory);
        CommitFacts facts = exists
                ? CommitFacts.of(SegmentInfos.readLatestCommit(directory).getUserData(), folder.toString())
                : CommitFacts.EMPTY;
        applied = facts.applied();
        madeAnew = facts.madeAnew();
        dropped = facts.dropped();
        replayOwed |= !exists;
        return OpenIndex.of(directory, analyser, config, wants);
    }

    private AmanaException failure(String what, Exception cause) {
        damaged |= IndexFailure.isDamage(cause);
        return IndexFailure.of(folder, what, cause);
    }

    /// Puts a document in the place of what was indexed under its id: all of it or nothing.
    synchronized void put(IndexedDocument document) {
        change(writer -> writer.updateDocuments(PageDocuments.of(document.id()), PageDocuments.pages(document)));
        wants.remove(document.id());
        if (PageDocuments.wantsMeaning(document)) {
            wants.add(document.id());
        }
    }

    /// Puts, in the place of what was indexed under the id, that this document is left out: nothing finds it, and
    /// [#leftOut] tells it until it is put or dropped.
    synchronized void leaveOut(long id) {
        dropped = true;
        change(writer -> writer.updateDocuments(PageDocuments.of(id), List.of(PageDocuments.leftOut(id))));
        wants.remove(id);
    }

    /// The documents that are left out, as searches see them.
    List<Long> leftOut() {
        return search(searcher -> {
            List<Long> ids = new ArrayList<>();
            LiveDocuments.forEach(searcher.getIndexReader(), new Term(Fields.WHAT, Fields.LEFT_OUT), ids::add);
            return ids;
        });
    }

    /// Removes documents with all their pages and passages.
    synchronized void drop(Collection<Long> ids) {
        if (ids.isEmpty()) {
            return;
        }
        dropped = true;
        Term[] terms = ids.stream().map(PageDocuments::of).toArray(Term[]::new);
        change(writer -> writer.deleteDocuments(terms));
        ids.forEach(wants::remove);
    }

    /// The documents that wait for their passages.
    Wants wants() {
        return wants;
    }

    /// Adds the passages of a document, unless it was put again or dropped since they were asked for.
    ///
    /// @param vectors one for each passage
    synchronized void fulfil(Wants.Want want, List<Passage> passages, List<float[]> vectors) {
        if (!wants.holds(want)) {
            return;
        }
        List<Document> documents = new ArrayList<>();
        for (int i = 0; i < passages.size(); i++) {
            documents.add(PageDocuments.passage(passages.get(i), vectors.get(i)));
        }
        change(writer -> writer.updateDocuments(PageDocuments.passagesOf(want.id()), documents));
        wants.remove(want);
    }

    private interface Change {
        long apply(IndexWriter writer) throws IOException;
    }

    private void change(Change change) {
        attempt("cannot be written", index -> change.apply(index.writer()));
    }

    private interface Attempt<T> {
        T on(OpenIndex index) throws IOException;
    }

    /// Lucene closes an index that failed, and then says so with an exception of its own.
    private <T> T attempt(String what, Attempt<T> attempt) {
        try {
            return attempt.on(opened);
        } catch (IOException | AlreadyClosedException e) {
            throw failure(what, e);
        } catch (RuntimeException e) {
            if (!IndexFailure.isDamage(e)) {
                throw e;
            }
            throw failure(what, e);
        }
    }

    /// Lets searches see what was put so far.
    void refresh() {
        attempt("cannot be refreshed", index -> {
            index.refresh();
            return true;
        });
    }

    /// Makes everything put so far durable, together with how far the outbox was applied.
    synchronized void commit(long upTo) {
        Map<String, String> facts = new CommitFacts(upTo, madeAnew, dropped).written();
        applied = attempt("cannot be committed", index -> {
            index.writer().setLiveCommitData(facts.entrySet());
            index.writer().commit();
            return upTo;
        });
    }

    /// Does something with the index as it is now.
    ///
    /// @throws AmanaException `CORRUPT` if a part that is needed is damaged, `SERVER_BUSY` while it is opened again
    ///     or made anew
    <T> T search(OpenIndex.Deed<T> deed) {
        return attempt("cannot be read", index -> index.search(deed));
    }

    /// As searches see it since the last refresh, told even while the index is opened again.
    OpenIndex.Size size() {
        return opened.size();
    }

    /// True if words of dropped documents may still stand in it; a commit keeps that too.
    synchronized boolean hasDropped() {
        return dropped;
    }

    /// Rewrites segments until nothing deleted is left in them. To be committed and refreshed, and not while something
    /// is dropped.
    void expunge() {
        attempt("cannot be written", index -> {
            index.writer().forceMergeDeletes(true);
            return true;
        });
        synchronized (this) {
            dropped = false;
        }
    }

    /// True if something was put or dropped since the last commit.
    boolean hasChanges() {
        return opened.writer().hasUncommittedChanges();
    }

    /// True if a damaged part was met, so that it should be made anew.
    boolean isDamaged() {
        return damaged;
    }

    /// True if a failure has closed it: it must be opened again.
    boolean isBroken() {
        return !opened.writer().isOpen();
    }

    /// Opens the index again after a failure: from the last commit, or anew if that is damaged.
    synchronized void reopen() {
        discard();
        opened = openOrMake();
    }

    /// Throws everything away and begins anew.
    synchronized void rebuild() {
        discard();
        opened = make();
        damaged = false;
    }

    private void discard() {
        try {
            opened.close();
        } catch (IOException | RuntimeException e) {
            LOG.warn("index {}: closing it after a failure failed too: {}", folder, e.getMessage());
        }
    }

    /// Closes it; what was not committed is put again by the outbox next time.
    @Override
    public synchronized void close() {
        try {
            opened.close();
        } catch (IOException e) {
            throw failure("cannot be closed", e);
        }
    }
}
