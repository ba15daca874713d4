package org.amana.search;

import java.io.IOException;
import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.NumericDocValues;
import org.apache.lucene.search.ConstantScoreScorer;
import org.apache.lucene.search.ConstantScoreWeight;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.MatchNoDocsQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.QueryVisitor;
import org.apache.lucene.search.ScoreMode;
import org.apache.lucene.search.Scorer;
import org.apache.lucene.search.ScorerSupplier;
import org.apache.lucene.search.Weight;
import org.apache.lucene.util.BitSetIterator;
import org.apache.lucene.util.FixedBitSet;
import org.jspecify.annotations.Nullable;

/// All pages of the files of which another query matches a page.
///
/// The pages of a file stand side by side in one segment and know how many stand before and behind them, so the first
/// that matches tells them all and the rest of the file is passed over. Costs a bit for each page of the segment.
final class WholeFiles extends Query {
    private final Query some;

    /// @param some matches pages
    WholeFiles(Query some) {
        this.some = some;
    }

    @Override
    public Query rewrite(IndexSearcher searcher) throws IOException {
        Query rewritten = some.rewrite(searcher);
        if (rewritten instanceof MatchNoDocsQuery) {
            return rewritten;
        }
        return rewritten.equals(some) ? super.rewrite(searcher) : new WholeFiles(rewritten);
    }

    @Override
    public Weight createWeight(IndexSearcher searcher, ScoreMode mode, float boost) throws IOException {
        Weight pages = searcher.createWeight(some, ScoreMode.COMPLETE_NO_SCORES, 1);
        return new ConstantScoreWeight(this, boost) {
            @Override
            public @Nullable ScorerSupplier scorerSupplier(LeafReaderContext segment) throws IOException {
                ScorerSupplier matching = pages.scorerSupplier(segment);
                return matching == null ? null : supplier(segment, matching);
            }

            private ScorerSupplier supplier(LeafReaderContext segment, ScorerSupplier matching) {
                return new ScorerSupplier() {
                    @Override
                    public Scorer get(long leadCost) throws IOException {
                        FixedBitSet files = files(segment, matching.get(Long.MAX_VALUE));
                        return new ConstantScoreScorer(score(), mode, new BitSetIterator(files, files.cardinality()));
                    }

                    @Override
                    public long cost() {
                        return matching.cost();
                    }
                };
            }

            @Override
            public boolean isCacheable(LeafReaderContext segment) {
                return pages.isCacheable(segment);
            }
        };
    }

    private static FixedBitSet files(LeafReaderContext segment, Scorer matching) throws IOException {
        FixedBitSet files = new FixedBitSet(segment.reader().maxDoc());
        NumericDocValues before = DocValues.getNumeric(segment.reader(), Fields.BEFORE);
        NumericDocValues behind = DocValues.getNumeric(segment.reader(), Fields.BEHIND);
        DocIdSetIterator pages = matching.iterator();
        int page = pages.nextDoc();
        while (page != DocIdSetIterator.NO_MORE_DOCS) {
            if (!before.advanceExact(page) || !behind.advanceExact(page)) {
                throw new IllegalStateException("page " + page + " does not know its file");
            }
            int next = Math.toIntExact(page + behind.longValue() + 1);
            files.set(Math.toIntExact(page - before.longValue()), next);
            page = next < segment.reader().maxDoc() ? pages.advance(next) : DocIdSetIterator.NO_MORE_DOCS;
        }
        return files;
    }

    @Override
    public void visit(QueryVisitor visitor) {
        visitor.visitLeaf(this);
    }

    @Override
    public String toString(String field) {
        return "files(" + some.toString(field) + ")";
    }

    @Override
    public boolean equals(Object other) {
        return sameClassAs(other) && some.equals(((WholeFiles) other).some);
    }

    @Override
    public int hashCode() {
        return 31 * classHash() + some.hashCode();
    }
}
