package org.amana.soak;

import java.util.ArrayList;
import java.util.List;

/// What a campaign found that must not be. Safe for many threads.
final class Findings {
    private final List<String> all = new ArrayList<>();

    synchronized void add(String what) {
        all.add(what);
    }

    synchronized boolean none() {
        return all.isEmpty();
    }

    synchronized List<String> all() {
        return List.copyOf(all);
    }
}
