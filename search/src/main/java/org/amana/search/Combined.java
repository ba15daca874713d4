package org.amana.search;

import java.util.List;
import java.util.stream.Stream;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.BoostQuery;
import org.apache.lucene.search.DisjunctionMaxQuery;
import org.apache.lucene.search.MatchNoDocsQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.TermInSetQuery;
import org.apache.lucene.util.BytesRef;

/// Queries made of several others.
final class Combined {
    private static final float TIE = 0.1f;

    private Combined() {}

    /// Whether it looks for nothing at all, as what has no words does.
    static boolean isNothing(Query query) {
        return query instanceof MatchNoDocsQuery;
    }

    /// One of `values` stands in `field`.
    static Query oneOf(String field, Stream<String> values) {
        return new TermInSetQuery(
                field, values.map(value -> new BytesRef(value)).toList());
    }

    /// Any of them; what is found by several counts as much as all those together.
    static Query sum(List<Query> queries) {
        BooleanQuery.Builder any = new BooleanQuery.Builder();
        queries.forEach(query -> any.add(query, Occur.SHOULD));
        return any.build();
    }

    /// Any of them; what is found by several counts as the best of those does.
    static Query best(List<Query> queries) {
        return switch (queries.size()) {
            case 0 -> new MatchNoDocsQuery("no words");
            case 1 -> queries.getFirst();
            default -> new DisjunctionMaxQuery(queries, TIE);
        };
    }

    /// Either; the other alone where one looks for nothing.
    static Query either(Query one, Query other) {
        if (isNothing(other)) {
            return one;
        }
        return isNothing(one) ? other : sum(List.of(one, other));
    }

    static Query atLeast(int least, List<Query> queries) {
        BooleanQuery.Builder some = new BooleanQuery.Builder();
        queries.forEach(query -> some.add(query, Occur.SHOULD));
        return some.setMinimumNumberShouldMatch(least).build();
    }

    /// Puts one beside others, if it looks for something.
    static void add(List<Query> queries, Query query, float boost) {
        if (!isNothing(query)) {
            queries.add(boost == 1 ? query : new BoostQuery(query, boost));
        }
    }
}
