package org.amana.store;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.amana.durable.FatalDiskError;
import org.amana.kernel.AmanaException;
import org.jspecify.annotations.Nullable;

/// A frame on its way through an appender, which pins the frame's extent before that can be sealed and looked at by
/// compaction.
final class FrameInFlight implements Appender.PlacedFrame {
    private final CompletableFuture<Placed> outcome = new CompletableFuture<>();

    /// A frame that is written, in an extent that is pinned once for it.
    record Placed(Extent extent, Place place) {}

    @Override
    public void at(Extent extent, Place place) {
        if (extent.pin()) {
            outcome.complete(new Placed(extent, place));
        } else {
            failed(new IllegalStateException("extent " + extent.id() + " was removed while it was appended to"));
        }
    }

    @Override
    public void failed(Throwable failure) {
        outcome.completeExceptionally(failure);
    }

    boolean isDone() {
        return outcome.isDone();
    }

    /// Waits until the frame is written.
    ///
    /// @throws AmanaException if it was not, in particular `INSUFFICIENT_STORAGE`
    Placed await() {
        return await(outcome);
    }

    /// Waits for what an appender promised. Each thread that waits gets a failure of its own, since it may add to
    /// it.
    static <T extends @Nullable Object> T await(CompletableFuture<T> promise) {
        try {
            return promise.join();
        } catch (CompletionException e) {
            throw switch (e.getCause()) {
                case AmanaException cause -> new AmanaException(cause.code(), cause.message(), cause);
                case FatalDiskError cause -> throw cause;
                case null, default -> new IllegalStateException("a frame could not be written", e.getCause());
            };
        }
    }
}
