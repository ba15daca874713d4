package org.amana.search;

import java.io.IOException;
import java.time.Duration;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.amana.search.FileCollector.FoundFile;
import org.amana.search.SearchRequest.Sort;
import org.amana.search.SearchResult.Remark;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.index.QueryTimeoutImpl;
import org.apache.lucene.index.StoredFields;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.CollectorManager;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.MatchAllDocsQuery;
import org.apache.lucene.search.MatchNoDocsQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreMode;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.search.Weight;
import org.jspecify.annotations.Nullable;

/// One search, from the query to the snippets. Every query that is run here, the one for vectors and the one that
/// counts what is withheld excepted by its purpose, has the open containers as a filter inside.
final class Answering {
    private static final int FEWEST_TOLD = 3;

    // A query's length bounds its terms: one for each second character, in each field. Lucene's own bound of 1,024
    // would fail what can be typed.
    static {
        IndexSearcher.setMaxClauseCount(SearchRequest.MAX_QUERY_LENGTH * 32);
    }

    private final IndexSearcher searcher;
    private final Analyzer analyser;
    private final TextTerms terms;
    private final WordQueries words;
    private final PageTexts texts;
    private final SearchRequest request;
    private final Asked asked;

    /// Something was typed and none of it can be looked for; a blank query lists everything instead.
    private final boolean empty;

    private final String account;
    private final Query open;

    /// Documents that are gone although the index still has them. They may be thousands, and every query leaves them
    /// out, so it is made once.
    private final Query gone;

    /// Those of them that this search came upon itself.
    private final Set<Long> met = new HashSet<>();

    private final Set<Remark> remarks = EnumSet.noneOf(Remark.class);

    /// @param open the names of the open containers
    /// @param gone documents that are not to be found although the index still has them
    Answering(
            IndexSearcher searcher,
            Analyzer analyser,
            PageTexts texts,
            SearchRequest request,
            String account,
            Set<String> open,
            Set<Long> gone,
            Duration timeLimit) {
        this.searcher = new IndexSearcher(searcher.getIndexReader());
        this.searcher.setTimeout(new QueryTimeoutImpl(timeLimit.toMillis()));
        this.analyser = analyser;
        this.terms = new TextTerms(analyser);
        this.words = new WordQueries(terms);
        this.texts = texts;
        this.request = request;
        this.asked = QueryText.read(request.query());
        this.account = account;
        this.open = Combined.oneOf(Fields.BOX, open.stream().map(name -> PageDocuments.boxKey(account, name)));
        this.gone = gone.isEmpty()
                ? new MatchNoDocsQuery("nothing is gone")
                : Combined.oneOf(Fields.DOCUMENT, gone.stream().map(id -> Long.toString(id)));
        this.empty = !request.query().isBlank() && words.isEmpty(asked);
        remarks.addAll(asked.remarks());
        if (empty) {
            remarks.add(Remark.NO_WORDS);
        }
    }

    /// @param reply what the model said of the words, see [Search]
    SearchResult answer(ModelThread.Reply reply) throws IOException {
        long begin = System.nanoTime();
        Optional<float[]> point = reply.point();
        NearPages near = point.isPresent() && !empty ? near(point.get()) : NearPages.NONE;
        List<Dimension> dimensions = Dimension.of(request.filters());
        Enough enough = Enough.MOST;
        FileCollector found = collect(dimensions, near, enough);
        if (found.filesByWords() == 0 && asked.hasPlainWords()) {
            enough = Enough.ANY;
            dimensions = Dimension.of(request.filters());
            found = collect(dimensions, near, enough);
            if (found.filesByWords() > 0) {
                remarks.add(Remark.SOME_WORDS);
            }
        }
        List<FoundFile> ranked = ranked(found);
        int pages = Math.ceilDiv(reachable(found.files(), ranked.size()), request.size());
        int last = Math.ceilDiv(ranked.size(), request.size());
        int page = Math.clamp(request.page(), 1, Math.max(1, last));
        if (page < request.page() && pages > 0) {
            remarks.add(Remark.LAST_PAGE);
        }
        if (page == pages && found.files() > SearchRequest.MAX_REACH) {
            remarks.add(Remark.REACH_ENDS);
        }
        int first = (page - 1) * request.size();
        List<FoundFile> shown = ranked.subList(first, Math.min(ranked.size(), first + request.size()));
        Hits showing = hits(near);
        List<Hit> hits = showing.of(shown);
        met.addAll(showing.gone());
        long withheld = withheld(enough);
        if (found.filesByWords() == 0 && !asked.isBlank() && !empty && isAnyIncomplete()) {
            remarks.add(Remark.READ_IN_PART);
        }
        if (searcher.timedOut()) {
            remarks.add(Remark.TIMED_OUT);
        }
        return new SearchResult(
                found.files(),
                found.passages(),
                hits,
                page,
                pages,
                Dimension.facets(dimensions),
                withheld,
                reply.meaning(),
                remarks,
                better(found),
                Duration.ofNanos(System.nanoTime() - begin));
    }

    /// How many files can be paged to: those that were ranked, and where more were not asked for, those that were
    /// counted.
    private int reachable(long files, int ranked) {
        return ranked < request.reach() ? ranked : (int) Math.min(files, SearchRequest.MAX_REACH);
    }

    /// Documents that were found and are gone: while there are some, more like them may be counted in the answer, and
    /// stand before what is there.
    Set<Long> gone() {
        return Set.copyOf(met);
    }

    /// What may have been meant, where not every word was found.
    private @Nullable String better(FileCollector found) throws IOException {
        boolean all = found.filesByWords() > 0 && !remarks.contains(Remark.SOME_WORDS);
        return all || asked.isBlank() || searcher.timedOut()
                ? null
                : new Spelling(searcher, terms, words, readable(Fields.PAGE).build())
                        .better(request.query(), asked)
                        .orElse(null);
    }

    /// Whether a file that could have answered was read only in part.
    private boolean isAnyIncomplete() throws IOException {
        Query incomplete = readable(Fields.PAGE)
                .add(new TermQuery(new Term(Fields.INCOMPLETE, Fields.YES)), Occur.FILTER)
                .build();
        return searcher.search(incomplete, 1).scoreDocs.length > 0;
    }

    /// Passages near in meaning, in open containers and within the filters alone.
    private NearPages near(float[] point) throws IOException {
        BooleanQuery.Builder filter = readable(Fields.PASSAGE);
        Dimension.of(request.filters()).stream()
                .filter(Dimension::narrows)
                .forEach(dimension -> filter.add(dimension.query(), Occur.FILTER));
        return NearPages.ask(searcher, point, filter.build());
    }

    /// What the asker may see, of pages or passages: the filter that every query has inside.
    private BooleanQuery.Builder open(String what) {
        return there(what).add(open, Occur.FILTER);
    }

    /// What is not gone, of pages or passages.
    private BooleanQuery.Builder there(String what) {
        return new BooleanQuery.Builder()
                .add(new TermQuery(new Term(Fields.WHAT, what)), Occur.FILTER)
                .add(gone, Occur.MUST_NOT);
    }

    /// The same within the fields that were asked for.
    private BooleanQuery.Builder readable(String what) {
        BooleanQuery.Builder filter = open(what);
        addNarrow(filter);
        return filter;
    }

    private void addNarrow(BooleanQuery.Builder filter) {
        for (Asked.Narrow narrow : asked.narrow()) {
            filter.add(Narrowing.of(narrow), narrow.wanted() ? Occur.FILTER : Occur.MUST_NOT);
        }
    }

    private FileCollector collect(List<Dimension> dimensions, NearPages near, Enough enough) throws IOException {
        BooleanQuery.Builder query = readable(Fields.PAGE);
        Query openPages = open(Fields.PAGE).build();
        query.add(wanted(near, enough, openPages), Occur.MUST);
        query.add(words.unwanted(asked, openPages), Occur.MUST_NOT);
        int most = near.isEmpty() ? request.reach() : request.reach() + Ranking.FUSED;
        FileCollector files = new FileCollector(dimensions, marks(), foremost(near), near, order(), most);
        run(query.build(), files);
        return files;
    }

    private Query wanted(NearPages near, Enough enough, Query openPages) {
        if (empty) {
            return new MatchNoDocsQuery("nothing to look for");
        }
        return asked.isBlank() ? MatchAllDocsQuery.INSTANCE : words.found(asked, enough, near.query(), openPages);
    }

    private Weight marks() throws IOException {
        return matching(asked.isBlank() ? new MatchNoDocsQuery("blank") : words.marks(asked));
    }

    /// Where nothing is near, nothing must be told from what is near alone.
    private Weight foremost(NearPages near) throws IOException {
        return matching(near.isEmpty() ? new MatchNoDocsQuery("nothing near") : words.foremost(asked));
    }

    private Weight matching(Query query) throws IOException {
        return searcher.createWeight(searcher.rewrite(query), ScoreMode.COMPLETE_NO_SCORES, 1);
    }

    private Comparator<FoundFile> order() {
        Comparator<FoundFile> byPlace = Comparator.comparingInt(FoundFile::doc);
        Comparator<FoundFile> newest =
                Comparator.comparingLong(FoundFile::time).reversed().thenComparing(byPlace);
        Sort sort = asked.isBlank() && request.sort() == Sort.RELEVANCE ? Sort.NEWEST : request.sort();
        return switch (sort) {
            case RELEVANCE ->
                Comparator.comparing(FoundFile::foremost)
                        .thenComparingDouble(FoundFile::score)
                        .reversed()
                        .thenComparing(newest);
            case NEWEST -> newest;
            case OLDEST ->
                Comparator.comparing(FoundFile::undated)
                        .thenComparingLong(FoundFile::time)
                        .thenComparing(byPlace);
        };
    }

    /// Files in the order in which they are shown.
    private List<FoundFile> ranked(FileCollector found) {
        List<FoundFile> near = found.byMeaning();
        return near.isEmpty() ? found.best() : Ranking.of(found.best(), near, request.reach());
    }

    private Hits hits(NearPages near) throws IOException {
        StoredFields stored = searcher.storedFields();
        Marker marker = new Marker(analyser, words.marks(asked));
        Labels labels = new Labels(searcher.getIndexReader(), stored, new Marker(analyser, words.besides(asked)));
        return new Hits(texts, stored, marker, labels, near);
    }

    /// About how many files match in containers of the account that are not open. It is told of words alone: phrases,
    /// patterns and fields would read out, piece by piece, what those files say.
    private long withheld(Enough enough) throws IOException {
        if (asked.isBlank() || !isOfWordsAlone()) {
            return 0;
        }
        BooleanQuery.Builder query = there(Fields.PAGE);
        query.add(new TermQuery(new Term(Fields.ACCOUNT, account)), Occur.FILTER);
        query.add(open, Occur.MUST_NOT);
        query.add(words.plain(asked, enough), Occur.MUST);
        NearPages none = NearPages.NONE;
        FileCollector files = new FileCollector(Dimension.of(Filters.NONE), marks(), foremost(none), none, order(), 1);
        run(query.build(), files);
        return told(files.files());
    }

    /// Nothing but words side by side, each of them one term. Which containers to show narrows no closed one.
    private boolean isOfWordsAlone() {
        return asked.isWordsAlone()
                && request.filters().withContainers(Set.of()).equals(Filters.NONE)
                && asked.atoms().allMatch(word -> terms.isOne(word.text()));
    }

    /// Few files are none, and many are only the step that they reach: 3, 10, 100, 1,000 and so on.
    static long told(long files) {
        long step = files < FEWEST_TOLD ? 0 : FEWEST_TOLD;
        for (long next = 10; next <= files; next *= 10) {
            step = next;
        }
        return step;
    }

    /// Without threads of its own a searcher goes through the segments one after the other, so one collector will do.
    private void run(Query query, FileCollector files) throws IOException {
        searcher.search(query, new CollectorManager<FileCollector, FileCollector>() {
            @Override
            public FileCollector newCollector() {
                return files;
            }

            @Override
            public FileCollector reduce(Collection<FileCollector> same) {
                return files;
            }
        });
    }
}
