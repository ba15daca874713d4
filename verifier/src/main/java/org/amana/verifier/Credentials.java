package org.amana.verifier;

import org.jspecify.annotations.Nullable;

/// What the `credential` entries of a log say: each is issued once, and after that ended once or not at all.
final class Credentials {
    private final TextTable<State> known = new TextTable<>(_ -> 0); // states are shared
    private State issued = new State(false);
    private State ended = new State(true);

    /// One for all credentials that were issued, or ended, between two restores.
    private static final class State {
        private final boolean over;

        State(boolean over) {
            this.over = over;
        }
    }

    /// About how many bytes of memory it takes.
    long weight() {
        return known.weight();
    }

    /// The server's data were put back from a backup: it may not know of the credentials that were issued or ended
    /// after that had been made, and do so again under the same ids.
    void restored() {
        issued = new State(false);
        ended = new State(true);
    }

    /// Takes in an entry, and answers what is wrong, or null.
    @Nullable
    String take(String id, boolean over) {
        State before = known.find(id);
        known.put(id, over ? ended : issued);
        if (before == null) {
            return over ? "ends credential " + id + ", which was never issued" : null;
        }
        boolean since = before == issued || before == ended;
        if (over) {
            return since && before.over ? "ends credential " + id + " a second time" : null;
        }
        return since ? "issues credential " + id + " a second time" : null;
    }
}
