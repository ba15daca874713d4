package org.amana.policy;

import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/// The directory as it is at this moment, and the lock under which it changes. Reading never waits.
final class DirectoryBook {
    private final Runnable onChange;
    private final ReentrantLock changing = new ReentrantLock();
    private volatile DirectoryState state; // replaced under the lock

    /// @param onChange called after each change took effect
    DirectoryBook(DirectoryState state, Runnable onChange) {
        this.state = state;
        this.onChange = onChange;
    }

    DirectoryState state() {
        return state;
    }

    /// Carries out one change after the other. A change may make others inside.
    <T> T changing(Supplier<T> change) {
        changing.lock();
        try {
            return change.get();
        } finally {
            changing.unlock();
        }
    }

    /// To be called within a change, once it is durable.
    void become(DirectoryState next) {
        state = next;
        onChange.run();
    }
}
