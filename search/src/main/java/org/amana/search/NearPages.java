package org.amana.search;

import java.io.IOException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.PostingsEnum;
import org.apache.lucene.index.StoredFields;
import org.apache.lucene.search.BoostQuery;
import org.apache.lucene.search.ConstantScoreQuery;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.KnnFloatVectorQuery;
import org.apache.lucene.search.MatchNoDocsQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.util.Bits;
import org.apache.lucene.util.BytesRef;

/// The pages whose passages are nearest in meaning to what was asked, nearest first.
final class NearPages {
    static final NearPages NONE = new NearPages(Map.of(), Map.of());

    /// Passages asked for.
    static final int MOST = 60;

    /// Cosine below which two texts have nothing to do with one another. Chosen by looking: with MiniLM-L6 an answer
    /// and its question stand at 0.4 to 0.8, texts about different things below 0.25.
    static final float LEAST_COSINE = 0.35f;

    private final Map<Integer, Near> byPage;
    private final Map<String, Near> bySlot;

    /// @param rank from 0, the nearest
    /// @param passage the piece of the page that is near
    record Near(int rank, PageFacts passage) {}

    private NearPages(Map<Integer, Near> byPage, Map<String, Near> bySlot) {
        this.byPage = byPage;
        this.bySlot = bySlot;
    }

    /// Asks for the passages nearest to `vector` among those that pass `filter`: nothing else is even looked at.
    static NearPages ask(IndexSearcher searcher, float[] vector, Query filter) throws IOException {
        Query query = new KnnFloatVectorQuery(Fields.VECTOR, vector, MOST, filter);
        StoredFields stored = searcher.storedFields();
        Map<String, Near> bySlot = new LinkedHashMap<>();
        for (ScoreDoc passage : searcher.search(query, MOST).scoreDocs) {
            if (cosine(passage.score) >= LEAST_COSINE) {
                PageFacts facts = facts(stored, passage.doc);
                bySlot.putIfAbsent(PageDocuments.slotKey(facts.id(), facts.slot()), new Near(bySlot.size(), facts));
            }
        }
        return new NearPages(pages(searcher, bySlot), bySlot);
    }

    static PageFacts facts(StoredFields stored, int doc) throws IOException {
        BytesRef facts = stored.document(doc).getBinaryValue(Fields.FACTS);
        return PageFacts.decode(facts);
    }

    /// Matches these pages and scores nothing.
    Query query() {
        if (bySlot.isEmpty()) {
            return new MatchNoDocsQuery("nothing near");
        }
        Query pages = Combined.oneOf(Fields.SLOT, bySlot.keySet().stream());
        return new BoostQuery(new ConstantScoreQuery(pages), 0);
    }

    boolean isEmpty() {
        return byPage.isEmpty();
    }

    /// From 0 for the nearest; [Integer#MAX_VALUE] for a page that is not near.
    int rank(int page) {
        Near near = byPage.get(page);
        return near == null ? Integer.MAX_VALUE : near.rank();
    }

    Optional<Near> near(int page) {
        return Optional.ofNullable(byPage.get(page));
    }

    /// How Lucene scores a dot product of unit vectors, undone.
    private static float cosine(float score) {
        return 2 * score - 1;
    }

    private static Map<Integer, Near> pages(IndexSearcher searcher, Map<String, Near> bySlot) throws IOException {
        Map<Integer, Near> byPage = new HashMap<>();
        for (LeafReaderContext leaf : searcher.getIndexReader().leaves()) {
            var terms = leaf.reader().terms(Fields.SLOT);
            if (terms == null) {
                continue;
            }
            var slots = terms.iterator();
            Bits live = leaf.reader().getLiveDocs();
            for (Map.Entry<String, Near> entry : bySlot.entrySet()) {
                if (slots.seekExact(new BytesRef(entry.getKey()))) {
                    PostingsEnum docs = slots.postings(null, PostingsEnum.NONE);
                    while (docs.nextDoc() != PostingsEnum.NO_MORE_DOCS) {
                        if (live == null || live.get(docs.docID())) {
                            byPage.put(leaf.docBase + docs.docID(), entry.getValue());
                        }
                    }
                }
            }
        }
        return byPage;
    }
}
