package org.amana.search;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// The documents that wait for their passages, the longest waiting first. Safe for use by many threads.
final class Wants {
    /// For each document the number of the put that wants them. Guarded by this, as is the last such number.
    private final LinkedHashMap<Long, Long> wants = new LinkedHashMap<>();

    private long puts;

    /// A document whose passages are wanted.
    ///
    /// @param put which of its puts wants them
    record Want(long id, long put) {}

    /// Begins anew.
    synchronized void clear() {
        wants.clear();
    }

    /// The document was put, and is to have passages.
    synchronized void add(long id) {
        wants.put(id, ++puts);
    }

    /// The document is to have none.
    synchronized void remove(long id) {
        wants.remove(id);
    }

    /// Whether it still holds: the document was neither put again nor dropped since.
    synchronized boolean holds(Want want) {
        return Long.valueOf(want.put()).equals(wants.get(want.id()));
    }

    /// The want is fulfilled, or cannot be now; the next start of the index tries again.
    synchronized void remove(Want want) {
        wants.remove(want.id(), want.put());
    }

    /// The document that has waited longest; it goes to the end of those that wait.
    synchronized Optional<Want> next() {
        Map.Entry<Long, Long> first = wants.pollFirstEntry();
        if (first == null) {
            return Optional.empty();
        }
        wants.put(first.getKey(), first.getValue());
        return Optional.of(new Want(first.getKey(), first.getValue()));
    }

    synchronized int size() {
        return wants.size();
    }
}
