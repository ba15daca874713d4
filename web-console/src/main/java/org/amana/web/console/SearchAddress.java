package org.amana.web.console;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.amana.search.Certainty;
import org.amana.search.FileKind;
import org.amana.search.Filters;
import org.amana.search.SearchRequest;
import org.amana.search.SearchRequest.Nearness;
import org.amana.search.SearchResult;
import org.amana.search.TextSource;
import org.amana.web.console.Request.Form;
import org.amana.web.console.view.Hidden;

/// How an address says a search: read from its fields, and written again for other pages, orders and filters
/// of it.
final class SearchAddress {
    /// The field for the words.
    static final String WORDS = "q";

    /// Asks, as a date, for documents that carry none.
    static final String UNDATED = "none";

    /// What else narrows or orders a search.
    private static final List<String> NARROWING =
            List.of("container", "kind", "type", "language", "source", "certainty", "from", "to", "date", "sort");

    /// Hits on a page.
    private static final int HITS = 10;

    private SearchAddress() {}

    /// Whether anything is asked at all.
    static boolean asks(Form query) {
        Set<String> fields = query.values().keySet();
        return fields.contains(WORDS) || NARROWING.stream().anyMatch(fields::contains);
    }

    /// Containers, types and languages that there are none of stand among the others, with no file; years are
    /// told beside their fields.
    static Vetted vetted(Visit visit) {
        return Vetted.of(visit)
                .words("kind", names(FileKind.values()))
                .words("source", names(TextSource.values()))
                .words("certainty", names(Certainty.values()))
                .words("date", Set.of(UNDATED))
                .words("sort", words(SearchRequest.Sort.values()))
                .words("meaning", words(Nearness.values()))
                .number("page", 1, SearchRequest.MAX_REACH / HITS);
    }

    private static Set<String> names(Enum<?>... constants) {
        return Stream.of(constants).map(Enum::name).collect(Collectors.toSet());
    }

    private static Set<String> words(Enum<?>... constants) {
        return Stream.of(constants).map(SearchAddress::word).collect(Collectors.toSet());
    }

    /// What the fields ask for; what means nothing in them asks for nothing.
    static SearchRequest request(Form query) {
        return new SearchRequest(
                query.text(WORDS),
                filters(query),
                constant(query.text("sort"), SearchRequest.Sort.values(), SearchRequest.Sort.RELEVANCE),
                (int) query.number("page", 1, SearchRequest.MAX_REACH / HITS, 1),
                HITS,
                constant(query.text("meaning"), Nearness.values(), Nearness.IF_SOON));
    }

    private static Filters filters(Form query) {
        return new Filters(
                query.all("container"),
                constants(query.all("kind"), FileKind.values()),
                query.all("type"),
                query.all("language"),
                constants(query.all("source"), TextSource.values()),
                constants(query.all("certainty"), Certainty.values()),
                YearSpan.of(query).span(query.all("date").contains(UNDATED)));
    }

    private static <E extends Enum<E>> Set<E> constants(Set<String> names, E[] all) {
        return Stream.of(all).filter(one -> names.contains(one.name())).collect(Collectors.toCollection(TreeSet::new));
    }

    private static <E extends Enum<E>> E constant(String word, E[] all, E otherwise) {
        return Stream.of(all).filter(one -> word(one).equals(word)).findFirst().orElse(otherwise);
    }

    /// How an address says it.
    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /// The address of those words alone, narrowed by nothing.
    static Address ofWords(String words) {
        return Address.of("/search").with(WORDS, words);
    }

    /// The address of a search's first page; whether meaning takes part in it is not settled.
    static Address first(SearchRequest request) {
        return page(request, 1);
    }

    /// The address of another page of the same result, to be ranked as this one is.
    static Address turned(SearchRequest request, SearchResult result, int page) {
        return page(request, page)
                .with("meaning", result.nearness() == Nearness.IF_SOON ? "" : word(result.nearness()));
    }

    private static Address page(SearchRequest request, int page) {
        Filters filters = request.filters();
        Address address = ofWords(request.query());
        filters.containers().stream().sorted().forEach(one -> address.with("container", one));
        filters.kinds().stream().sorted().forEach(one -> address.with("kind", one.name()));
        filters.types().stream().sorted().forEach(one -> address.with("type", one));
        filters.languages().stream().sorted().forEach(one -> address.with("language", one));
        filters.sources().stream().sorted().forEach(one -> address.with("source", one.name()));
        filters.certainties().stream().sorted().forEach(one -> address.with("certainty", one.name()));
        address.with("from", filters.dates().from().map(SearchAddress::year).orElse(""));
        address.with("to", filters.dates().to().map(SearchAddress::year).orElse(""));
        address.with("date", filters.dates().undated() ? UNDATED : "");
        address.with("sort", sort(request));
        return address.with("page", page <= 1 ? "" : Integer.toString(page));
    }

    private static String year(LocalDate date) {
        return Integer.toString(date.getYear());
    }

    /// Nothing for the order that needs no saying.
    private static String sort(SearchRequest request) {
        return request.sort() == SearchRequest.Sort.RELEVANCE ? "" : word(request.sort());
    }

    /// What a new search or a narrower one keeps: the tab and the order.
    static List<Hidden> kept(SearchRequest request) {
        List<Hidden> kept = new ArrayList<>();
        request.filters().kinds().forEach(kind -> kept.add(new Hidden("kind", kind.name())));
        String sort = sort(request);
        if (!sort.isEmpty()) {
            kept.add(new Hidden("sort", sort));
        }
        return kept;
    }
}
