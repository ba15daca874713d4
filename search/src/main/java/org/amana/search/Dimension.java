package org.amana.search;

import java.io.IOException;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.amana.search.Filters.Span;
import org.apache.lucene.document.LongPoint;
import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.index.NumericDocValues;
import org.apache.lucene.index.SortedDocValues;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.MatchAllDocsQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.TermQuery;

/// One thing that a search is narrowed by, and how many files have each of its values. Each page has at most one
/// value. Used by one search on one thread.
final class Dimension {
    private final String field;
    private final Set<String> chosen;
    private final Span dates;
    private final Map<String, Long> files = new HashMap<>();

    private Dimension(String field, Set<String> chosen, Span dates) {
        this.field = field;
        this.chosen = chosen;
        this.dates = dates;
    }

    /// The dimensions of the filters, in the order of [Facets].
    static List<Dimension> of(Filters filters) {
        return List.of(
                values(Fields.CONTAINER, filters.containers()),
                values(Fields.KIND, names(filters.kinds())),
                values(Fields.TYPE, filters.types()),
                values(Fields.LANGUAGE, filters.languages()),
                values(Fields.SOURCE, names(filters.sources())),
                values(Fields.CERTAINTY, names(filters.certainties())),
                new Dimension(Fields.MONTH, Set.of(), filters.dates()));
    }

    private static Dimension values(String field, Set<String> chosen) {
        return new Dimension(field, chosen, Span.ALWAYS);
    }

    private static Set<String> names(Set<? extends Enum<?>> values) {
        return values.stream().map(Enum::name).collect(Collectors.toUnmodifiableSet());
    }

    boolean narrows() {
        return !chosen.isEmpty() || !dates.isOpen();
    }

    /// The same filter as a query, for searches that do not count.
    Query query() {
        if (!dates.isOpen()) {
            return inTime();
        }
        return chosen.isEmpty() ? MatchAllDocsQuery.INSTANCE : Combined.oneOf(field, chosen.stream());
    }

    private Query inTime() {
        BooleanQuery.Builder either = new BooleanQuery.Builder();
        if (dates.hasEnd()) {
            either.add(LongPoint.newRangeQuery(Fields.DAY, first(), last()), Occur.SHOULD);
        }
        if (dates.undated()) {
            either.add(new TermQuery(new Term(Fields.MONTH, Fields.UNDATED)), Occur.SHOULD);
        }
        return either.build();
    }

    private long first() {
        return dates.from().map(LocalDate::toEpochDay).orElse(Long.MIN_VALUE);
    }

    private long last() {
        return dates.to().map(LocalDate::toEpochDay).orElse(Long.MAX_VALUE);
    }

    Leaf in(LeafReader reader) throws IOException {
        return new Leaf(reader);
    }

    /// The dimension in one segment.
    final class Leaf {
        private final SortedDocValues values;
        private final NumericDocValues days;
        private final boolean[] passes;
        /// By ordinal: the last file counted for it, and how many.
        private final int[] lastFile;
        private final long[] count;

        private Leaf(LeafReader reader) throws IOException {
            values = DocValues.getSorted(reader, field);
            days = DocValues.getNumeric(reader, Fields.DAY);
            int size = values.getValueCount();
            passes = new boolean[size];
            lastFile = new int[size];
            count = new long[size];
            for (int ord = 0; ord < size && !chosen.isEmpty(); ord++) {
                passes[ord] = chosen.contains(values.lookupOrd(ord).utf8ToString());
            }
        }

        /// The ordinal of the page's value, -1 if it has none.
        int value(int page) throws IOException {
            return values.advanceExact(page) ? values.ordValue() : -1;
        }

        boolean passes(int page, int value) throws IOException {
            if (!dates.isOpen()) {
                return days.advanceExact(page) ? isWithin(days.longValue()) : dates.undated();
            }
            return chosen.isEmpty() || (value >= 0 && passes[value]);
        }

        private boolean isWithin(long day) {
            return dates.hasEnd() && day >= first() && day <= last();
        }

        /// Counts a file for a value, once.
        ///
        /// @param file numbers the files of this segment from 1
        void count(int value, int file) {
            if (value >= 0 && lastFile[value] != file) {
                lastFile[value] = file;
                count[value]++;
            }
        }

        void finish() throws IOException {
            for (int ord = 0; ord < count.length; ord++) {
                if (count[ord] > 0) {
                    files.merge(values.lookupOrd(ord).utf8ToString(), count[ord], Long::sum);
                }
            }
        }
    }

    private <T> Stream<Facets.Count<T>> counts(java.util.function.Function<String, T> value) {
        return files.entrySet().stream()
                .sorted(Map.Entry.<String, Long>comparingByValue().reversed().thenComparing(Map.Entry.comparingByKey()))
                .map(entry -> new Facets.Count<>(value.apply(entry.getKey()), entry.getValue()));
    }

    /// What was counted, by dimensions from [#of].
    static Facets facets(List<Dimension> dimensions) {
        return new Facets(
                dimensions.get(0).counts(name -> name).limit(MOST_VALUES).toList(),
                dimensions.get(1).counts(FileKind::valueOf).toList(),
                dimensions.get(2).counts(name -> name).limit(MOST_VALUES).toList(),
                dimensions.get(3).counts(name -> name).limit(MOST_VALUES).toList(),
                dimensions.get(4).counts(TextSource::valueOf).toList(),
                dimensions.get(5).counts(Certainty::valueOf).toList(),
                dimensions
                        .get(6)
                        .counts(month -> month)
                        .filter(month -> !month.value().equals(Fields.UNDATED))
                        .map(month -> new Facets.Count<>(YearMonth.parse(month.value()), month.files()))
                        .sorted(java.util.Comparator.comparing(Facets.Count::value))
                        .toList(),
                dimensions.get(6).files.getOrDefault(Fields.UNDATED, 0L));
    }

    /// Values of a facet that are handed out.
    private static final int MOST_VALUES = 200;
}
