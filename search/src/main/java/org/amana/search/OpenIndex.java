package org.amana.search;

import java.io.IOException;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.index.ConcurrentMergeScheduler;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.Term;
import org.apache.lucene.index.TieredMergePolicy;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.ReferenceManager;
import org.apache.lucene.search.SearcherManager;
import org.apache.lucene.util.IOUtils;

/// Lucene's parts of an index, from its opening until it is closed: the writer, and what searches see of what
/// was written. What Lucene throws comes through as it is; [Index] knows what it means. Safe for use by many
/// threads.
final class OpenIndex {
    private final SealedDirectory directory;
    private final IndexWriter writer;
    private final SearcherManager searchers;
    private volatile Size size = new Size(0, 0);

    private OpenIndex(SealedDirectory directory, IndexWriter writer) throws IOException {
        this.directory = directory;
        this.writer = writer;
        this.searchers = new SearcherManager(writer, null);
        keepSize();
    }

    /// Pages and passages in an index, and how many of them are deleted but not yet gone from the disk.
    record Size(int documents, int deleted) {}

    /// Something done with an index as it was at one moment.
    interface Deed<T> {
        T with(IndexSearcher searcher) throws IOException;
    }

    /// Opens what is in a directory, which may be nothing; the directory is closed with it, or when that
    /// fails.
    ///
    /// @param wants filled anew with the documents that wait for their passages
    static OpenIndex of(SealedDirectory directory, Analyzer analyser, SearchConfig config, Wants wants)
            throws IOException {
        IndexWriter writer = new IndexWriter(directory, writerConfig(analyser, config));
        try {
            OpenIndex index = new OpenIndex(directory, writer);
            index.seek(wants);
            return index;
        } catch (IOException | RuntimeException e) {
            IOUtils.closeWhileHandlingException(writer::rollback, directory);
            throw e;
        }
    }

    private static IndexWriterConfig writerConfig(Analyzer analyser, SearchConfig config) {
        ConcurrentMergeScheduler merges = new ConcurrentMergeScheduler();
        merges.setMaxMergesAndThreads(4, 1);
        return new IndexWriterConfig(analyser)
                .setCodec(new SmallVectorsCodec())
                .setRAMBufferSizeMB(config.writeBuffer().bytes() / (double) (1 << 20))
                .setMergeScheduler(merges)
                .setMergePolicy(new TieredMergePolicy().setForceMergeDeletesPctAllowed(0))
                .setCommitOnClose(false);
    }

    /// Keeps the [#size], now and at each refresh.
    private void keepSize() throws IOException {
        size = search(OpenIndex::sizeOf);
        searchers.addListener(new ReferenceManager.RefreshListener() {
            @Override
            public void beforeRefresh() {
                // What it was holds until then.
            }

            @Override
            public void afterRefresh(boolean changed) throws IOException {
                size = search(OpenIndex::sizeOf);
            }
        });
    }

    private static Size sizeOf(IndexSearcher searcher) {
        IndexReader reader = searcher.getIndexReader();
        return new Size(reader.numDocs(), reader.numDeletedDocs());
    }

    /// Finds the documents with English text that have no passages yet: those that a stop came before.
    private void seek(Wants wants) throws IOException {
        wants.clear();
        search(searcher -> {
            IndexReader reader = searcher.getIndexReader();
            LiveDocuments.forEach(reader, new Term(Fields.WANTS_MEANING, Embedding.MODEL), id -> {
                if (!LiveDocuments.any(reader, PageDocuments.passagesOf(id))) {
                    wants.add(id);
                }
            });
            return true;
        });
    }

    IndexWriter writer() {
        return writer;
    }

    /// Does something with what was written up to the last refresh.
    <T> T search(Deed<T> deed) throws IOException {
        IndexSearcher searcher = searchers.acquire();
        try {
            return deed.with(searcher);
        } finally {
            searchers.release(searcher);
        }
    }

    /// Lets searches see what was written so far.
    void refresh() throws IOException {
        searchers.maybeRefreshBlocking();
    }

    /// As searches see it since the last refresh; told when it is closed, too.
    Size size() {
        return size;
    }

    /// Closes it; what was not committed is gone.
    void close() throws IOException {
        searchers.close();
        writer.rollback();
        directory.close();
    }
}
