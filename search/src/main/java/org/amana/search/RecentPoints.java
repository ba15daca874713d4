package org.amana.search;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.amana.policy.PrincipalId;

/// The points of the questions that were asked last, those included that are still awaited: all pages of a search
/// are ranked by the very same point, and whoever asks again what came too late has it at once.
///
/// 256 of them, which is about 1 MB. Safe for use by many threads.
final class RecentPoints {
    private static final int MOST = 256;

    /// In the order of use, the oldest first. Guarded by this.
    private final LinkedHashMap<Key, CompletableFuture<float[]>> points = new LinkedHashMap<>(16, 0.75f, true);

    /// Each asker has points of his own: what somebody else asked is not told by how soon an answer comes.
    private record Key(PrincipalId asker, String text) {}

    /// What was asked before, else what is asked now, which is kept.
    ///
    /// @param ask absent if the question cannot be asked now
    synchronized Optional<CompletableFuture<float[]>> of(
            PrincipalId asker, String text, Supplier<Optional<CompletableFuture<float[]>>> ask) {
        Key key = new Key(asker, text);
        CompletableFuture<float[]> known = points.get(key);
        if (known != null && !known.isCompletedExceptionally()) {
            return Optional.of(known);
        }
        Optional<CompletableFuture<float[]>> asked = ask.get();
        asked.ifPresent(point -> keep(key, point));
        return asked;
    }

    private void keep(Key key, CompletableFuture<float[]> point) {
        points.put(key, point);
        if (points.size() > MOST) {
            Map.Entry<Key, CompletableFuture<float[]>> oldest = points.firstEntry();
            points.remove(oldest.getKey());
        }
    }
}
