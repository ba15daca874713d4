package org.amana.bench;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.amana.bench.Comparison.Outcome;
import org.amana.bench.Comparison.Side;

/// One run of the benchmark: the servers it may start, how long it loads them, and what it has found.
final class Run {
    private final Servers servers;
    private final int rounds;
    private final Duration length;
    private final List<String> rows = new ArrayList<>();
    private final List<String> sections = new ArrayList<>();
    private boolean met = true;
    private int loads;

    /// @param rounds of each comparison
    /// @param length of each load
    Run(Servers servers, int rounds, Duration length) {
        this.servers = servers;
        this.rounds = rounds;
        this.length = length;
    }

    Servers servers() {
        return servers;
    }

    /// The rows of the table so far.
    List<String> rows() {
        return List.copyOf(rows);
    }

    /// What stands below the table so far.
    List<String> sections() {
        return List.copyOf(sections);
    }

    /// Whether everything so far came out as asked.
    boolean met() {
        return met;
    }

    /// Measures two sides in turns; asks for at least `target` times as much.
    void atLeast(double target, String name, String unit, Side ours, Side theirs) {
        compare(new Comparison(name, unit, ours, theirs, target, false));
    }

    /// Measures two sides in turns; asks for at most `target` times as much.
    void atMost(double target, String name, String unit, Side ours, Side theirs) {
        compare(new Comparison(name, unit, ours, theirs, target, true));
    }

    private void compare(Comparison comparison) {
        Outcome outcome = comparison.run(rounds, System.out);
        note(outcome.row(), outcome.met());
    }

    /// A figure that is asked for as such.
    void fact(Fact fact) {
        note(fact.row(), fact.met());
    }

    /// Something went wrong that no row of figures shows.
    void fail(String what) {
        note("| " + what + " | | | | | **no** |", false);
    }

    /// Figures of which nothing is asked.
    void section(List<String> lines) {
        sections.add("");
        sections.addAll(lines);
        lines.forEach(System.out::println);
    }

    private void note(String row, boolean asAsked) {
        rows.add(row);
        met &= asAsked;
        System.out.println(row);
    }

    /// PUTs a second of blobs with names never used before.
    double puts(String origin, String prefix, String query, int size, int clients) {
        return put(origin, prefix, query, size, clients, length).perSecond();
    }

    double puts(Servers.Account server, int size, int clients) {
        return put(server, size, clients, length).perSecond();
    }

    /// Microseconds that all but one of a thousand PUTs take at most.
    ///
    /// @param lengths how many times as long as a load usually is
    long slowestPut(Servers.Account server, int size, int clients, int lengths) {
        return put(server, size, clients, length.multipliedBy(lengths)).p999();
    }

    private Load.Result put(Servers.Account server, int size, int clients, Duration howLong) {
        return put(server.peer().origin(), server.account() + "/bench/", server.sas(), size, clients, howLong);
    }

    private Load.Result put(String origin, String prefix, String query, int size, int clients, Duration howLong) {
        List<String> arguments = List.of(prefix, query, "" + size, "r" + ++loads);
        return new Load(origin, "put", arguments, clients, howLong).run();
    }

    /// GETs a second.
    double gets(String origin, String target, int clients) {
        return get(origin, target, clients).perSecond();
    }

    double gets(Servers.Account server, String path, int clients) {
        return gets(server.peer().origin(), server.target(path), clients);
    }

    /// Microseconds of the median GET of one client.
    double median(Servers.Account server, String path) {
        return get(server.peer().origin(), server.target(path), 1).p50();
    }

    private Load.Result get(String origin, String target, int clients) {
        return new Load(origin, "get", List.of(target), clients, length).run();
    }
}
