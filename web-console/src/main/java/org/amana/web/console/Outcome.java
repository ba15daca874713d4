package org.amana.web.console;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.amana.policy.Action;
import org.amana.web.console.view.Told;

/// What a change did: what is to be said of it, and the entries that it caused. A change answers with a redirect, so
/// both are carried over to the page that follows, which says the one and has the other on its receipt.
record Outcome(List<Told> told, List<Cause> causes) {
    /// A ledger entry and what it stands for.
    record Cause(long index, Action action, boolean refused) {}

    static final Outcome NONE = new Outcome(List.of(), List.of());

    private static final int MOST_TOLD = 8;
    private static final int MOST_CAUSES = 10_000;
    private static final int MOST_LASTING_CAUSES = 256;
    private static final int MOST_LASTING_CHARACTERS = 4 * 1024;

    Outcome {
        told = List.copyOf(told);
        causes = List.copyOf(causes);
    }

    /// The entries in the order of the log.
    static List<Long> indexes(List<Cause> causes) {
        return causes.stream().map(Cause::index).sorted().toList();
    }

    boolean isEmpty() {
        return told.isEmpty() && causes.isEmpty();
    }

    Outcome and(Outcome later) {
        return new Outcome(joined(told, later.told, MOST_TOLD), joined(causes, later.causes, MOST_CAUSES));
    }

    /// What both have is there once: a form that was sent twice tells the same again. Of very many the last are left:
    /// a page that is never fetched gathers them.
    private static <T> List<T> joined(List<T> some, List<T> more, int most) {
        Set<T> all = new LinkedHashSet<>(some);
        all.addAll(more);
        return last(List.copyOf(all), most);
    }

    private static <T> List<T> last(List<T> all, int most) {
        return all.subList(Math.max(0, all.size() - most), all.size());
    }

    /// What of it may be kept for long, beside thousands of others: without the lines, where they are many.
    Outcome lasting() {
        int characters = told.stream()
                .flatMap(one -> one.lines().stream())
                .mapToInt(line -> line.html().length())
                .sum();
        List<Told> brief = characters <= MOST_LASTING_CHARACTERS
                ? told
                : told.stream()
                        .map(one -> new Told(one.lang(), one.mark(), one.fact(), List.of(), one.entries()))
                        .toList();
        return new Outcome(brief, last(causes, MOST_LASTING_CAUSES));
    }
}
