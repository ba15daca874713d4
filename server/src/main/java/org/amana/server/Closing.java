package org.amana.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayDeque;
import java.util.Deque;

/// What was opened, to be closed in the opposite order; one that fails does not keep the others open. Closing
/// twice is closing once. The first failure is thrown when all has been tried, with the others beside it.
final class Closing implements AutoCloseable {
    private final Deque<AutoCloseable> opened = new ArrayDeque<>();

    synchronized <T extends AutoCloseable> T add(T part) {
        opened.push(part);
        return part;
    }

    /// Closes what was opened before something else could not be.
    void closeAfter(Throwable reason) {
        try {
            close();
        } catch (RuntimeException e) {
            reason.addSuppressed(e);
        }
    }

    @Override
    public synchronized void close() {
        Exception failed = null;
        while (!opened.isEmpty()) {
            try {
                opened.pop().close();
            } catch (Exception e) {
                if (failed == null) {
                    failed = e;
                } else {
                    failed.addSuppressed(e);
                }
            }
        }
        switch (failed) {
            case null -> {}
            case RuntimeException e -> throw e;
            case IOException e -> throw new UncheckedIOException(e);
            case Exception e -> throw new IllegalStateException(e);
        }
    }
}
