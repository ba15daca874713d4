package org.amana.server;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;

/// What is made on a thread of its own while the rest of a start goes on.
final class Meanwhile<T> {
    private final CompletableFuture<T> made;

    private Meanwhile(CompletableFuture<T> made) {
        this.made = made;
    }

    /// @param name of the thread, which keeps no process alive
    static <T> Meanwhile<T> start(String name, Supplier<T> making) {
        return new Meanwhile<>(CompletableFuture.supplyAsync(
                making, task -> Thread.ofPlatform().daemon().name(name).start(task)));
    }

    /// Waits for it.
    ///
    /// @throws RuntimeException what the making threw, as it threw it
    T get() {
        try {
            return made.join();
        } catch (CompletionException e) {
            switch (e.getCause()) {
                case RuntimeException failure -> throw failure;
                case Error error -> throw error;
                case null, default -> throw e;
            }
        }
    }
}
