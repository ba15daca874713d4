package org.amana.web.console;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/// Who was the first to do something, and what it came to. So many that are done are remembered, and the eldest of them
/// is forgotten first; what is still being done is never forgotten. Safe for many threads.
///
/// @param <W> what is to be done
/// @param <D> what it comes to
final class Claims<W, D> {
    private final int most;
    private final Map<W, CompletableFuture<D>> claims = new LinkedHashMap<>(); // guarded by this; the eldest first

    Claims(int most) {
        this.most = most;
    }

    /// Claims it for this one, unless somebody else was first.
    ///
    /// @param mine to be completed when it is done
    /// @return what it comes to with the one who was first; empty if that is this one
    synchronized Optional<CompletableFuture<D>> claim(W wish, CompletableFuture<D> mine) {
        Optional<CompletableFuture<D>> first = Optional.ofNullable(claims.putIfAbsent(wish, mine));
        Iterator<CompletableFuture<D>> eldest = claims.values().iterator();
        while (claims.size() > most && eldest.hasNext()) {
            if (eldest.next().isDone()) {
                eldest.remove();
            }
        }
        return first;
    }

    /// Lets somebody else be the first.
    synchronized void giveUp(W wish) {
        claims.remove(wish);
    }
}
