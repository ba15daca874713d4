package org.amana.store;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/// What was read from the catalog lately, in memory. A value stands under its key until a change names the key; while
/// such a change waits for its commit, everybody reads the file, and what they find is not kept. So whoever asks here
/// sees what a query that begins at that moment would see.
///
/// Safe for many threads; [#changes] and [#settled] are for the writer's alone.
final class Recent {
    private final int most;
    private final Map<RecentKey<?>, Object> values = new ConcurrentHashMap<>();
    private final Set<RecentKey<?>> changing = ConcurrentHashMap.newKeySet();
    private final AtomicLong settlements = new AtomicLong();

    /// @param most values that are kept; with one more, all are forgotten
    Recent(int most) {
        this.most = most;
    }

    /// The value under the key, from memory or read. Only what there is is kept.
    @SuppressWarnings("unchecked") // equal keys have values of one type
    <T> Optional<T> find(RecentKey<T> key, Supplier<Optional<T>> read) {
        Object known = values.get(key);
        if (known != null) {
            return Optional.of((T) known);
        }
        long before = settlements.get();
        Optional<T> found = read.get();
        found.ifPresent(value -> keep(key, value, before));
        return found;
    }

    /// @param before how many groups had been settled when the value was read
    private void keep(RecentKey<?> key, Object value, long before) {
        if (values.size() >= most) {
            values.clear();
        }
        // The order matters: a change adds to `changing` first and takes the value out next, for which it waits for
        // this to end; and it is no longer in `changing` only when `settlements` tells of it.
        values.compute(key, (_, there) -> !changing.contains(key) && settlements.get() == before ? value : there);
    }

    /// A change of the group at hand is about to write what the value is read from.
    void changes(RecentKey<?> key) {
        changing.add(key);
        values.remove(key);
    }

    /// The group is committed or undone, and nobody has been told yet.
    void settled() {
        if (!changing.isEmpty()) {
            settlements.incrementAndGet();
            changing.clear();
        }
    }
}
