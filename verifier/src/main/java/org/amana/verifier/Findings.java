package org.amana.verifier;

import java.util.ArrayList;
import java.util.List;

/// Collects what a verification finds. For one thread.
final class Findings {
    private static final int KEPT = 100;

    private final List<Finding> evidence = new ArrayList<>();
    private final List<String> missing = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();
    private long more;
    private long unread;

    void add(String place, long index, String what) {
        if (evidence.size() < KEPT) {
            evidence.add(new Finding(place, index, what));
        } else {
            more++;
        }
    }

    void add(String place, String what) {
        add(place, Finding.NO_ENTRY, what);
    }

    void missing(String what) {
        unread++;
        if (missing.size() < KEPT) {
            missing.add(what);
        }
    }

    void note(String what) {
        if (notes.size() < KEPT) {
            notes.add(what);
        }
    }

    boolean none() {
        return evidence.isEmpty() && unread == 0;
    }

    List<Finding> evidence() {
        return evidence;
    }

    long more() {
        return more;
    }

    List<String> missing() {
        return missing;
    }

    List<String> notes() {
        return notes;
    }
}
