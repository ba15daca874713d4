package org.amana.web.console;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.amana.blob.ContainerName;
import org.amana.blob.ContainerProperties;
import org.amana.web.console.view.AreaChart;
import org.amana.web.console.view.AreaDrawing;
import org.amana.web.console.view.AreaDrawing.Series;
import org.amana.web.console.view.Dates;
import org.amana.web.console.view.FileName;
import org.amana.web.console.view.Lang;
import org.amana.web.console.view.Markup;
import org.amana.web.console.view.Numbers;
import org.amana.web.console.view.OverviewView.Counting;
import org.amana.web.console.view.OverviewView.Grown;
import org.amana.web.console.view.OverviewView.Growth;
import org.amana.web.console.view.OverviewView.GrowthRow;
import org.amana.web.console.view.OverviewView.NothingStored;
import org.amana.web.console.view.StripFigure;

/// What is stored, by day and container, told as a finding: a chart, where the change came from, and the sum that
/// anybody can check.
final class GrowthStory {
    private static final int MOST_DAYS = 183;
    private static final int MOST_SERIES = 3;
    private static final int MOST_EVENTS = 3;
    private static final String REST = "c4";

    private final Visit visit;
    private final Lang lang;
    private final History.Sums sums;
    private final Map<String, ContainerProperties> containers;
    private final List<LocalDate> days = new ArrayList<>();
    private final Map<String, Span> spans = new HashMap<>();
    /// Bytes held in all containers at the end of each day of the period.
    private long[] total = {};
    private long written;
    private long deleted;

    /// Bytes held in a container at both ends of the period.
    private static final class Span {
        private long first;
        private long last;

        long change() {
            return last - first;
        }
    }

    GrowthStory(Visit visit, History.Sums sums, Map<String, ContainerProperties> containers, LocalDate today) {
        this.visit = visit;
        this.lang = visit.lang();
        this.sums = sums;
        this.containers = containers;
        if (!sums.days().isEmpty()) {
            LocalDate first = sums.days().firstKey().minusDays(1);
            LocalDate from = first.isBefore(today.minusDays(MOST_DAYS)) ? today.minusDays(MOST_DAYS) : first;
            from.datesUntil(today.plusDays(1)).forEach(days::add);
            add(from);
        }
    }

    private void add(LocalDate from) {
        total = new long[days.size()];
        sums.days()
                .headMap(days.getLast(), true)
                .forEach((day, boxes) -> boxes.forEach((box, change) -> {
                    Span span = spans.computeIfAbsent(box, _ -> new Span());
                    span.first += day.isAfter(from) ? 0 : change;
                    span.last += change;
                    total[place(day)] += change;
                }));
        Arrays.parallelPrefix(total, Long::sum);
        written = sums.written().tailMap(from, false).values().stream()
                .mapToLong(Long::longValue)
                .sum();
        deleted = sums.deleted().tailMap(from, false).values().stream()
                .mapToLong(Long::longValue)
                .sum();
    }

    /// The place of a day in the period; of all days before it the first.
    private int place(LocalDate day) {
        return Math.max(0, Math.toIntExact(ChronoUnit.DAYS.between(days.getFirst(), day)));
    }

    /// The figure over the page.
    StripFigure held() {
        String change = days.isEmpty()
                ? ""
                : visit.say("overview.held.change", Numbers.signedSize(now() - before(), lang), days.size() - 1);
        return new StripFigure(visit.say("overview.held"), Numbers.size(now(), lang), change);
    }

    Growth told() {
        if (!sums.whole()) {
            return new Counting(visit.say("overview.counting", Numbers.count(sums.entries()), sums.of()));
        }
        return days.isEmpty() ? new NothingStored() : grown();
    }

    private Grown grown() {
        return new Grown(
                chart(),
                visit.words()
                        .html(
                                "overview.exact",
                                Markup.link("/ledger", Markup.token("0\u2013" + Numbers.count(sums.of() - 1)))),
                Dates.date(days.getFirst(), lang),
                rows(),
                Numbers.signedSize(now() - before(), lang),
                visit.words()
                        .html(
                                "overview.sum",
                                Numbers.count(before()),
                                Numbers.count(written),
                                Numbers.count(deleted),
                                Markup.strong(Markup.token(Numbers.count(now())))));
    }

    private long now() {
        return days.isEmpty() ? 0 : total[total.length - 1];
    }

    private long before() {
        return days.isEmpty() ? 0 : total[0];
    }

    private AreaChart chart() {
        AreaDrawing drawing = new AreaDrawing(days, series(), lang);
        int span = days.size() - 1;
        String first = Dates.date(days.getFirst(), lang);
        String last = Dates.date(days.getLast(), lang);
        return new AreaChart(
                finding(span),
                visit.say("overview.measure", drawing.unit(), first, last),
                visit.say("overview.shape", Numbers.size(before(), lang), first, Numbers.size(now(), lang), last),
                drawing.paint(),
                drawing.heights(),
                drawing.dayTicks(),
                drawing.labels(),
                events(drawing));
    }

    private String finding(int span) {
        if (now() == before()) {
            return visit.say("overview.stayed", Numbers.size(now(), lang), span);
        }
        return visit.say(
                now() > before() ? "overview.grew" : "overview.shrank",
                Numbers.size(before(), lang),
                Numbers.size(now(), lang),
                span);
    }

    /// The containers that hold most now, the largest on top, and everything else.
    private List<Series> series() {
        List<String> largest = spans.keySet().stream()
                .filter(containers::containsKey)
                .sorted(Comparator.comparingLong((String box) -> -span(box).last)
                        .thenComparing(box -> box))
                .limit(MOST_SERIES)
                .toList();
        List<Series> series = new ArrayList<>();
        long[] rest = total.clone();
        for (int i = 0; i < largest.size(); i++) {
            long[] line = line(largest.get(i));
            Arrays.setAll(rest, day -> rest[day] - line[day]);
            series.add(new Series(name(largest.get(i)), "c" + (i + 1), drawn(line)));
        }
        if (spans.size() > largest.size()) {
            series.add(new Series(Markup.text(visit.say("overview.else")), REST, drawn(rest)));
        }
        return series;
    }

    private Span span(String box) {
        return spans.getOrDefault(box, new Span());
    }

    /// Bytes held in a container at the end of each day of the period.
    private long[] line(String box) {
        long[] line = new long[days.size()];
        sums.days()
                .headMap(days.getLast(), true)
                .forEach((day, boxes) -> line[place(day)] += boxes.getOrDefault(box, 0L));
        Arrays.parallelPrefix(line, Long::sum);
        return line;
    }

    private static List<Long> drawn(long[] line) {
        return Arrays.stream(line).map(bytes -> Math.max(0, bytes)).boxed().toList();
    }

    private Markup name(String box) {
        ContainerProperties known = containers.get(box);
        return known == null
                ? visit.words().html("overview.sealed-container", Markup.code(box))
                : FileName.html(known.name().value());
    }

    /// The name, leading to the container where it is there still.
    private Markup way(String box) {
        ContainerProperties known = containers.get(box);
        return known == null || ContainerName.SYSTEM.contains(known.name())
                ? name(box)
                : Markup.link(
                        Address.of("/containers").segment(known.name().value()).toString(), name(box));
    }

    private List<GrowthRow> rows() {
        List<String> changed = spans.keySet().stream()
                .filter(box -> change(box) != 0)
                .sorted(Comparator.comparingLong((String box) -> -Math.abs(change(box)))
                        .thenComparing(box -> box))
                .toList();
        List<GrowthRow> rows = new ArrayList<>();
        for (String box : changed.subList(0, Math.min(MOST_SERIES, changed.size()))) {
            List<String> purposes = writers(box);
            rows.add(new GrowthRow(
                    way(box),
                    purposes.isEmpty() ? "" : purposes.getFirst(),
                    purposes.size() < 2 ? "" : visit.say("overview.more-purposes", Numbers.count(purposes.size() - 1)),
                    Numbers.signedSize(change(box), lang),
                    Address.of("/ledger").with("box", box).toString()));
        }
        if (changed.size() > MOST_SERIES) {
            List<String> rest = changed.subList(MOST_SERIES, changed.size());
            rows.add(new GrowthRow(
                    Markup.text(visit.say("overview.else")),
                    "",
                    visit.say("overview.more-containers", rest.size()),
                    Numbers.signedSize(rest.stream().mapToLong(this::change).sum(), lang),
                    ""));
        }
        return rows;
    }

    private long change(String box) {
        return span(box).change();
    }

    /// The purposes under which bytes of a container were moved, the one with most first.
    private List<String> writers(String box) {
        return sums.writers().getOrDefault(box, Map.of()).entrySet().stream()
                .sorted(Map.Entry.<String, Long>comparingByValue().reversed().thenComparing(Map.Entry.comparingByKey()))
                .map(Map.Entry::getKey)
                .toList();
    }

    /// Purposes that came into force in the period, on the curve. Those of the first day made the account; they explain
    /// nothing.
    private List<AreaChart.Event> events(AreaDrawing drawing) {
        List<AreaChart.Event> events = new ArrayList<>();
        List<History.Begun> begun = sums.begun().stream()
                .filter(one -> one.day().isAfter(days.get(Math.min(1, days.size() - 1))))
                .toList();
        for (History.Begun one : begun.subList(Math.max(0, begun.size() - MOST_EVENTS), begun.size())) {
            events.add(new AreaChart.Event(
                    drawing.eventPlace(one.day()),
                    events.size() + 1,
                    visit.words()
                            .html(
                                    "overview.event",
                                    Dates.shortDay(one.day(), lang),
                                    Markup.purpose(one.purpose()),
                                    Markup.link("/ledger/" + one.entry(), Markup.token(Numbers.count(one.entry()))))));
        }
        return events;
    }
}
