package org.amana.search;

import java.util.Locale;
import org.amana.search.Asked.Narrow;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.PrefixQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.TermQuery;

/// Fields of the file that were typed with the words (`type:pdf`), as a filter on pages and passages alike.
final class Narrowing {
    private Narrowing() {}

    /// Those that have the value, also where it is not wanted.
    static Query of(Narrow narrow) {
        String value = narrow.value().toLowerCase(Locale.ROOT);
        return switch (narrow.field()) {
            case TYPE -> type(value);
            case LANGUAGE -> new TermQuery(new Term(Fields.LANGUAGE, Languages.code(value)));
            case CONTAINER ->
                value.endsWith("*")
                        ? new PrefixQuery(new Term(Fields.CONTAINER, value.substring(0, value.length() - 1)))
                        : new TermQuery(new Term(Fields.CONTAINER, value));
        };
    }

    private static Query type(String value) {
        BooleanQuery.Builder any = new BooleanQuery.Builder();
        for (String type : TypeWords.mediaTypes(value)) {
            Term term = new Term(Fields.TYPE, type);
            any.add(TypeWords.isBeginning(type) ? new PrefixQuery(term) : new TermQuery(term), Occur.SHOULD);
        }
        return any.add(new TermQuery(new Term(Fields.EXTENSION, value)), Occur.SHOULD)
                .build();
    }
}
