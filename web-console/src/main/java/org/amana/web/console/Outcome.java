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

    Outcome {
        told = List.copyOf(told);
        causes = List.copyOf(causes);
    }

    boolean isEmpty() {
        return told.isEmpty() && causes.isEmpty();
    }

    Outcome and(Outcome later) {
        return new Outcome(joined(told, later.told), joined(causes, later.causes));
    }

    /// What both have is there once: a form that was sent twice tells the same again.
    private static <T> List<T> joined(List<T> some, List<T> more) {
        Set<T> all = new LinkedHashSet<>(some);
        all.addAll(more);
        return List.copyOf(all);
    }
}
