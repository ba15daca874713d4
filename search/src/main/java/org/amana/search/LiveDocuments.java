package org.amana.search;

import java.io.IOException;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.PostingsEnum;
import org.apache.lucene.index.SortedDocValues;
import org.apache.lucene.index.Term;
import org.apache.lucene.util.Bits;

/// Goes through what is in an index and not deleted, by a term, without a search.
final class LiveDocuments {
    private LiveDocuments() {}

    /// What is done with one.
    interface Deed {
        void with(long id) throws IOException;
    }

    /// Goes through the documents of which a page, or what stands for it, has the term; once for each that
    /// has it.
    static void forEach(IndexReader reader, Term term, Deed deed) throws IOException {
        for (LeafReaderContext leaf : reader.leaves()) {
            PostingsEnum having = leaf.reader().postings(term);
            SortedDocValues documents = leaf.reader().getSortedDocValues(Fields.DOCUMENT);
            Bits live = leaf.reader().getLiveDocs();
            while (having != null && having.nextDoc() != PostingsEnum.NO_MORE_DOCS) {
                int doc = having.docID();
                if ((live == null || live.get(doc)) && documents.advanceExact(doc)) {
                    deed.with(Long.parseLong(
                            documents.lookupOrd(documents.ordValue()).utf8ToString()));
                }
            }
        }
    }

    /// Whether anything has the term.
    static boolean any(IndexReader reader, Term term) throws IOException {
        for (LeafReaderContext leaf : reader.leaves()) {
            PostingsEnum having = leaf.reader().postings(term);
            Bits live = leaf.reader().getLiveDocs();
            while (having != null && having.nextDoc() != PostingsEnum.NO_MORE_DOCS) {
                if (live == null || live.get(having.docID())) {
                    return true;
                }
            }
        }
        return false;
    }
}
