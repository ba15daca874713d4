package org.amana.web.console;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.amana.policy.AccessRequest;
import org.amana.search.Certainty;
import org.amana.search.Facets;
import org.amana.search.FileKind;
import org.amana.search.Filters;
import org.amana.search.Meaning;
import org.amana.search.Search;
import org.amana.search.SearchRequest;
import org.amana.search.SearchRequest.Nearness;
import org.amana.search.SearchResult;
import org.amana.search.TextSource;
import org.amana.web.console.Request.Form;
import org.amana.web.console.view.FileName;
import org.amana.web.console.view.Hidden;
import org.amana.web.console.view.Histogram;
import org.amana.web.console.view.Markup;
import org.amana.web.console.view.Numbers;
import org.amana.web.console.view.Page.Section;
import org.amana.web.console.view.Pager;
import org.amana.web.console.view.SearchView;
import org.amana.web.console.view.SearchView.Choice;
import org.amana.web.console.view.SearchView.Facet;
import org.amana.web.console.view.SearchView.Tab;
import org.amana.web.console.view.Tongue;

/// Search: one entry for the words, the snippets and the page pictures beside them.
final class SearchPage {
    private static final int HITS = 10;
    private static final int MOST_CHOICES = 12;
    private static final int MOST_YEARS = 30;

    /// Asks for documents that carry no date.
    private static final String UNDATED = "none";

    /// The field for the words.
    static final String WORDS = "q";

    /// What else narrows or orders a search.
    private static final List<String> NARROWING =
            List.of("container", "kind", "type", "language", "source", "certainty", "from", "to", "date", "sort");

    private final ConsoleServices services;
    private final Accounts accounts;
    private final SearchHits hits;

    SearchPage(ConsoleServices services, Pictures pictures) {
        this.services = services;
        this.accounts = new Accounts(services.blobs());
        this.hits = new SearchHits(services, pictures);
    }

    Answer show(Visit visit, List<String> parts) {
        Optional<Answer> elsewhere = vetted(visit).elsewhere();
        if (elsewhere.isPresent()) {
            return elsewhere.get();
        }
        Set<String> fields = visit.query().values().keySet();
        boolean asked = fields.contains(WORDS) || NARROWING.stream().anyMatch(fields::contains);
        SearchView view = asked ? found(visit) : unasked(visit);
        return Answer.page("search", title(visit, view.query()), Section.SEARCH, view);
    }

    /// Containers, types and languages that there are none of stand among the others, with no file; years are told
    /// beside their fields.
    private static Vetted vetted(Visit visit) {
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
        return Stream.of(constants).map(SearchPage::word).collect(Collectors.toSet());
    }

    private static String title(Visit visit, String query) {
        return query.isEmpty() ? visit.say("nav.search") : visit.say("search.title", FileName.line(query));
    }

    private static SearchView unasked(Visit visit) {
        return new SearchView(
                "",
                false,
                visit.say("search.how"),
                List.of(),
                List.of(),
                List.of(),
                0,
                "",
                List.of(),
                "",
                List.of(),
                Markup.EMPTY,
                List.of(),
                List.of(),
                Pager.NONE,
                List.of(),
                "",
                false);
    }

    private SearchView found(Visit visit) {
        Form query = visit.query();
        SearchRequest wanted = new SearchRequest(
                query.text(WORDS),
                filters(query),
                sort(query),
                (int) query.number("page", 1, SearchRequest.MAX_REACH / HITS, 1),
                HITS,
                nearness(query));
        AccessRequest request = Search.asking(accounts.facts(visit), visit.caller(), wanted);
        SearchResult result = visit.pass(request, services.search().find(wanted));
        return new SearchView(
                wanted.query(),
                true,
                visit.say("search.how"),
                tabs(visit, wanted, result.facets()),
                orders(visit, wanted),
                facets(visit, wanted, result.facets()),
                wanted.filters().withKinds(Set.of()).active(),
                Address.of("/search").with("q", wanted.query()).toString(),
                years(visit, wanted, result.facets()),
                result.withheld() == 0 ? "" : visit.say("search.withheld", result.withheld(), visit.purpose()),
                remarks(visit, wanted, result),
                result.hits().isEmpty() ? nothing(visit, wanted, late(result)) : Markup.EMPTY,
                result.hits().isEmpty() ? tips(visit, wanted) : List.of(),
                hits.of(visit, wanted, result.hits()),
                pager(visit, wanted, result),
                kept(wanted),
                spoken(visit, wanted, result),
                visit.query().text("filters").equals("open"));
    }

    /// What somebody hears who does not see that the results are others now.
    private static String spoken(Visit visit, SearchRequest wanted, SearchResult result) {
        String wrong = YearSpan.of(visit.query()).error(visit);
        String found =
                result.hits().isEmpty() ? nothing(visit, wanted, late(result)).plain() : shown(visit, result);
        return wrong.isEmpty() ? found : wrong + ". " + found;
    }

    private static String shown(Visit visit, SearchResult result) {
        long first = (long) (result.page() - 1) * HITS + 1;
        return visit.say("search.shown", first, first + result.hits().size() - 1, result.files());
    }

    /// Why a word may not be found although it is there.
    private static Markup nothing(Visit visit, SearchRequest wanted, boolean late) {
        if (late) {
            return visit.words().html("search.nothing.late", Markup.isolated(wanted.query()), again(visit, wanted));
        }
        return visit.words().html("search.nothing", Markup.isolated(wanted.query()), Markup.purpose(visit.purpose()));
    }

    private static Markup again(Visit visit, SearchRequest wanted) {
        String again = address(wanted, wanted.filters(), wanted.sort(), 1).toString();
        return Markup.link(again, Markup.text(visit.say("search.again")));
    }

    /// Whether nothing was found for want of time alone.
    private static boolean late(SearchResult result) {
        return result.remarks().contains(SearchResult.Remark.TIMED_OUT);
    }

    private List<String> tips(Visit visit, SearchRequest wanted) {
        List<String> tips = new ArrayList<>();
        long unread =
                services.analysis().progress(visit.credential().account()).all().open();
        if (unread > 0) {
            tips.add(visit.say("search.nothing.unread", unread));
        }
        if (wanted.query().indexOf('"') >= 0) {
            tips.add(visit.say("search.nothing.phrase"));
        }
        return tips;
    }

    private static List<Markup> remarks(Visit visit, SearchRequest wanted, SearchResult result) {
        List<Markup> remarks = new ArrayList<>();
        result.meant()
                .ifPresent(better -> remarks.add(visit.words()
                        .html(
                                "search.meant",
                                Markup.link(
                                        Address.of("/search").with("q", better).toString(), Markup.isolated(better)))));
        result.remarks().stream()
                .filter(remark -> remark != SearchResult.Remark.TIMED_OUT
                        || !result.hits().isEmpty())
                .sorted()
                .forEach(remark -> remarks.add(Markup.text(visit.words().named("remark", remark))));
        if (result.meaning() == Meaning.LATE || result.meaning() == Meaning.LOADING) {
            remarks.add(visit.words().html("search.words-alone", again(visit, wanted)));
        }
        return remarks;
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
        Set<E> found = new TreeSet<>();
        for (E one : all) {
            if (names.contains(one.name())) {
                found.add(one);
            }
        }
        return found;
    }

    private static SearchRequest.Sort sort(Form query) {
        return constant(query.text("sort"), SearchRequest.Sort.values(), SearchRequest.Sort.RELEVANCE);
    }

    private static Nearness nearness(Form query) {
        return constant(query.text("meaning"), Nearness.values(), Nearness.IF_SOON);
    }

    private static <E extends Enum<E>> E constant(String word, E[] all, E otherwise) {
        return Stream.of(all).filter(one -> word(one).equals(word)).findFirst().orElse(otherwise);
    }

    /// How an address says it.
    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /// The address of another page of the same result, to be ranked as this one is.
    static Address turned(SearchRequest request, SearchResult result, int page) {
        return address(request, request.filters(), request.sort(), page)
                .with("meaning", result.nearness() == Nearness.IF_SOON ? "" : word(result.nearness()));
    }

    /// The address of the same search, with other filters, order or page; whether meaning takes part is not settled.
    private static Address address(SearchRequest request, Filters filters, SearchRequest.Sort sort, int page) {
        Address address = Address.of("/search").with("q", request.query());
        filters.containers().stream().sorted().forEach(one -> address.with("container", one));
        filters.kinds().stream().sorted().forEach(one -> address.with("kind", one.name()));
        filters.types().stream().sorted().forEach(one -> address.with("type", one));
        filters.languages().stream().sorted().forEach(one -> address.with("language", one));
        filters.sources().stream().sorted().forEach(one -> address.with("source", one.name()));
        filters.certainties().stream().sorted().forEach(one -> address.with("certainty", one.name()));
        address.with("from", filters.dates().from().map(SearchPage::year).orElse(""));
        address.with("to", filters.dates().to().map(SearchPage::year).orElse(""));
        address.with("date", filters.dates().undated() ? UNDATED : "");
        address.with("sort", sort == SearchRequest.Sort.RELEVANCE ? "" : word(sort));
        return address.with("page", page <= 1 ? "" : Integer.toString(page));
    }

    private static String year(LocalDate date) {
        return Integer.toString(date.getYear());
    }

    private static List<Tab> tabs(Visit visit, SearchRequest wanted, Facets facets) {
        Filters filters = wanted.filters();
        List<Tab> tabs = new ArrayList<>();
        long all = facets.kinds().stream().mapToLong(Facets.Count::files).sum();
        tabs.add(tab(
                wanted, visit.say("search.all"), all, Set.of(), filters.kinds().isEmpty()));
        for (Facets.Count<FileKind> count : facets.kinds()) {
            boolean current = filters.kinds().equals(Set.of(count.value()));
            String text = visit.words().named("filekind", count.value());
            tabs.add(tab(wanted, text, count.files(), Set.of(count.value()), current));
        }
        return tabs;
    }

    private static Tab tab(SearchRequest wanted, String text, long files, Set<FileKind> kinds, boolean current) {
        Address address = address(wanted, wanted.filters().withKinds(kinds), wanted.sort(), 1);
        return new Tab(text, Numbers.count(files), address.toString(), current);
    }

    private static List<Tab> orders(Visit visit, SearchRequest wanted) {
        List<Tab> orders = new ArrayList<>();
        for (SearchRequest.Sort sort : SearchRequest.Sort.values()) {
            orders.add(new Tab(
                    visit.words().named("sort", sort),
                    "",
                    address(wanted, wanted.filters(), sort, 1).toString(),
                    sort == wanted.sort()));
        }
        return orders;
    }

    private static List<Facet> facets(Visit visit, SearchRequest wanted, Facets facets) {
        Filters filters = wanted.filters();
        List<Facet> shown = new ArrayList<>();
        add(visit, shown, "container", facets.containers(), filters.containers(), one -> one, FileName::html);
        add(visit, shown, "type", facets.types(), filters.types(), one -> one, one -> type(visit, one));
        add(
                visit,
                shown,
                "language",
                facets.languages(),
                filters.languages(),
                one -> one,
                one -> Markup.text(one.equals("und") ? visit.say("language.unknown") : Tongue.name(one, visit.lang())));
        add(
                visit,
                shown,
                "source",
                facets.sources(),
                filters.sources(),
                Enum::name,
                one -> Markup.text(visit.words().named("source", one)));
        add(
                visit,
                shown,
                "certainty",
                facets.certainties(),
                filters.certainties(),
                Enum::name,
                one -> Markup.text(visit.words().named("certainty", one)));
        return shown;
    }

    /// The kind in words, and what tells several types of one kind apart.
    private static Markup type(Visit visit, String type) {
        Markup word = Markup.text(visit.say(Kinds.key(type)));
        String format = Kinds.format(type);
        return format.isEmpty()
                ? word
                : word.and(Markup.text(" "))
                        .and(Markup.quiet(FileName.visible(format)).apart());
    }

    private static <T> void add(
            Visit visit,
            List<Facet> shown,
            String parameter,
            List<Facets.Count<T>> counts,
            Set<T> chosen,
            Function<T, String> value,
            Function<T, Markup> text) {
        List<Choice> choices = new ArrayList<>();
        Set<T> missing = new java.util.LinkedHashSet<>(chosen);
        for (Facets.Count<T> count : counts) {
            boolean ticked = missing.remove(count.value());
            if (ticked || choices.size() < MOST_CHOICES) {
                choices.add(new Choice(
                        value.apply(count.value()), text.apply(count.value()), Numbers.count(count.files()), ticked));
            }
        }
        // What is ticked stays to be unticked, also where nothing is left of it.
        missing.forEach(one -> choices.add(new Choice(value.apply(one), text.apply(one), "0", true)));
        shown.add(new Facet(visit.say("facet." + parameter), parameter, choices));
    }

    private static List<SearchView.Years> years(Visit visit, SearchRequest wanted, Facets facets) {
        boolean chosen = wanted.filters().dates().undated();
        List<Choice> undated = facets.undated() == 0 && !chosen
                ? List.of()
                : List.of(new Choice(
                        UNDATED, Markup.text(visit.say("search.undated")), Numbers.count(facets.undated()), chosen));
        List<Histogram> histogram = histogram(wanted.filters().dates(), facets);
        YearSpan asked = YearSpan.of(visit.query());
        return List.of(new SearchView.Years(
                histogram,
                asked.from(),
                asked.to(),
                asked.error(visit),
                asked.isFromWrong(),
                asked.isToWrong(),
                undated));
    }

    private static List<Histogram> histogram(Filters.Span dates, Facets facets) {
        Map<Integer, Long> counts = new TreeMap<>();
        facets.months().forEach(month -> counts.merge(month.value().getYear(), month.files(), Long::sum));
        if (counts.isEmpty()) {
            return List.of();
        }
        List<Integer> all = List.copyOf(counts.keySet());
        int last = all.getLast();
        int first = Math.max(all.getFirst(), last - MOST_YEARS + 1);
        int from = dates.from().map(LocalDate::getYear).orElse(Integer.MIN_VALUE);
        int to = dates.to().map(LocalDate::getYear).orElse(Integer.MAX_VALUE);
        boolean narrowed = dates.from().isPresent() || dates.to().isPresent();
        List<Histogram.Column> columns = new ArrayList<>();
        for (int year = first; year <= last; year++) {
            columns.add(
                    new Histogram.Column(year, counts.getOrDefault(year, 0L), narrowed && year >= from && year <= to));
        }
        return List.of(new Histogram(columns));
    }

    private static Pager pager(Visit visit, SearchRequest wanted, SearchResult result) {
        if (result.hits().isEmpty()) {
            return new Pager("", "", "", "", "");
        }
        return new Pager(
                shown(visit, result),
                result.page() > 1 ? turned(wanted, result, result.page() - 1).toString() : "",
                visit.say("pager.back"),
                result.page() < result.pages()
                        ? turned(wanted, result, result.page() + 1).toString()
                        : "",
                visit.say("pager.next", HITS));
    }

    /// What a new search or a narrower one keeps: the tab and the order.
    private static List<Hidden> kept(SearchRequest wanted) {
        List<Hidden> kept = new ArrayList<>();
        wanted.filters().kinds().forEach(kind -> kept.add(new Hidden("kind", kind.name())));
        if (wanted.sort() != SearchRequest.Sort.RELEVANCE) {
            kept.add(new Hidden("sort", word(wanted.sort())));
        }
        return kept;
    }
}
