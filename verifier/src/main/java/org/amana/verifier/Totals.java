package org.amana.verifier;

import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/// What the entries of a log add up to.
///
/// @param kinds entries by kind
/// @param allowed accesses that were allowed
/// @param denied accesses that were denied
/// @param in bytes accepted
/// @param out bytes released
/// @param units metered, by name
/// @param stored bytes that stand in each box at the end, by `account/box`; their sum is what is stored
public record Totals(
        Map<Kind, Long> kinds,
        long allowed,
        long denied,
        long in,
        long out,
        SortedMap<String, Long> units,
        SortedMap<String, Long> stored) {
    public Totals {
        kinds = Map.copyOf(kinds);
        units = Collections.unmodifiableSortedMap(new TreeMap<>(units));
        stored = Collections.unmodifiableSortedMap(new TreeMap<>(stored));
    }

    /// Nothing at all.
    static Totals none() {
        return new Totals(Map.of(), 0, 0, 0, 0, new TreeMap<>(), new TreeMap<>());
    }

    /// Bytes stored in all boxes.
    public long storedInAll() {
        return stored.values().stream().mapToLong(Long::longValue).sum();
    }
}
