package org.amana.web.console;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import org.amana.search.Facets;
import org.amana.search.FileKind;
import org.amana.search.Filters;
import org.amana.search.SearchRequest;
import org.amana.web.console.view.FileName;
import org.amana.web.console.view.Histogram;
import org.amana.web.console.view.Markup;
import org.amana.web.console.view.Numbers;
import org.amana.web.console.view.SearchView.Choice;
import org.amana.web.console.view.SearchView.Facet;
import org.amana.web.console.view.SearchView.Tab;
import org.amana.web.console.view.SearchView.Years;
import org.amana.web.console.view.Tongue;

/// What the result of a search can be narrowed to and ordered by, and how many files there are of each: its
/// tabs, orders, facets and years.
///
/// @param found what the result was counted by
record SearchNarrowing(Visit visit, SearchRequest wanted, Facets found) {
    private static final int MOST_CHOICES = 12;
    private static final int MOST_YEARS = 30;

    /// The kinds of files; first all of them.
    List<Tab> tabs() {
        Set<FileKind> chosen = wanted.filters().kinds();
        List<Tab> tabs = new ArrayList<>();
        long all = found.kinds().stream().mapToLong(Facets.Count::files).sum();
        tabs.add(tab(visit.say("search.all"), all, Set.of(), chosen.isEmpty()));
        for (Facets.Count<FileKind> count : found.kinds()) {
            Set<FileKind> kind = Set.of(count.value());
            String text = visit.words().named("filekind", count.value());
            tabs.add(tab(text, count.files(), kind, chosen.equals(kind)));
        }
        return tabs;
    }

    private Tab tab(String text, long files, Set<FileKind> kinds, boolean current) {
        Filters filters = wanted.filters().withKinds(kinds);
        Address address = SearchAddress.first(wanted.withFilters(filters));
        return new Tab(text, Numbers.count(files), address.toString(), current);
    }

    List<Tab> orders() {
        List<Tab> orders = new ArrayList<>();
        for (SearchRequest.Sort sort : SearchRequest.Sort.values()) {
            orders.add(new Tab(
                    visit.words().named("sort", sort),
                    "",
                    SearchAddress.first(wanted.withSort(sort)).toString(),
                    sort == wanted.sort()));
        }
        return orders;
    }

    List<Facet> facets() {
        Filters filters = wanted.filters();
        return List.of(
                facet("container", found.containers(), filters.containers(), one -> one, FileName::html),
                facet("type", found.types(), filters.types(), one -> one, this::type),
                facet("language", found.languages(), filters.languages(), one -> one, this::language),
                facet(
                        "source",
                        found.sources(),
                        filters.sources(),
                        Enum::name,
                        one -> Markup.text(visit.words().named("source", one))),
                facet(
                        "certainty",
                        found.certainties(),
                        filters.certainties(),
                        Enum::name,
                        one -> Markup.text(visit.words().named("certainty", one))));
    }

    /// @param value how an address says it
    /// @param text how a reader is told it
    private <T> Facet facet(
            String parameter,
            List<Facets.Count<T>> counts,
            Set<T> chosen,
            Function<T, String> value,
            Function<T, Markup> text) {
        List<Choice> choices = new ArrayList<>();
        Set<T> missing = new LinkedHashSet<>(chosen);
        for (Facets.Count<T> count : counts) {
            boolean ticked = missing.remove(count.value());
            if (ticked || choices.size() < MOST_CHOICES) {
                choices.add(new Choice(
                        value.apply(count.value()), text.apply(count.value()), Numbers.count(count.files()), ticked));
            }
        }
        // What is ticked stays to be unticked, also where nothing is left of it.
        missing.forEach(one -> choices.add(new Choice(value.apply(one), text.apply(one), "0", true)));
        return new Facet(visit.say("facet." + parameter), parameter, choices);
    }

    /// The kind in words, and what tells several types of one kind apart.
    private Markup type(String type) {
        Markup word = Markup.text(visit.say(Kinds.key(type)));
        String format = Kinds.format(type);
        return format.isEmpty()
                ? word
                : word.and(Markup.text(" "))
                        .and(Markup.quiet(FileName.visible(format)).apart());
    }

    private Markup language(String code) {
        return Markup.text(code.equals("und") ? visit.say("language.unknown") : Tongue.name(code, visit.lang()));
    }

    List<Years> years() {
        boolean chosen = wanted.filters().dates().undated();
        List<Choice> undated = found.undated() == 0 && !chosen
                ? List.of()
                : List.of(new Choice(
                        SearchAddress.UNDATED,
                        Markup.text(visit.say("search.undated")),
                        Numbers.count(found.undated()),
                        chosen));
        YearSpan asked = YearSpan.of(visit.query());
        return List.of(new Years(
                histogram(),
                asked.from(),
                asked.to(),
                asked.error(visit),
                asked.isFromWrong(),
                asked.isToWrong(),
                undated));
    }

    private List<Histogram> histogram() {
        Map<Integer, Long> counts = new TreeMap<>();
        found.months().forEach(month -> counts.merge(month.value().getYear(), month.files(), Long::sum));
        if (counts.isEmpty()) {
            return List.of();
        }
        List<Integer> all = List.copyOf(counts.keySet());
        int last = all.getLast();
        int first = Math.max(all.getFirst(), last - MOST_YEARS + 1);
        Filters.Span dates = wanted.filters().dates();
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
}
