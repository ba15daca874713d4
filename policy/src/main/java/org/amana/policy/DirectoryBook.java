package org.amana.policy;

import java.time.Instant;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/// The directory as it is at this moment, and the lock under which it changes. Reading never waits.
final class DirectoryBook {
    private final Runnable onChange;
    private final ReentrantLock changing = new ReentrantLock();
    private volatile DirectoryState state; // replaced under the lock
    private volatile Runnable onKeysEnded = () -> {};
    private boolean keysEnded; // guarded by changing

    /// @param onChange called after each change took effect
    DirectoryBook(DirectoryState state, Runnable onChange) {
        this.state = state;
        this.onChange = onChange;
    }

    DirectoryState state() {
        return state;
    }

    /// @param listener called when keys have ended, and the change is over that they ended in; it holds up nobody else
    void onKeysEnded(Runnable listener) {
        onKeysEnded = listener;
    }

    /// Carries out one change after the other. A change may make others inside.
    <T> T changing(Supplier<T> change) {
        boolean told = false;
        changing.lock();
        try {
            return change.get();
        } finally {
            if (changing.getHoldCount() == 1) {
                told = keysEnded;
                keysEnded = false;
            }
            changing.unlock();
            if (told) {
                onKeysEnded.run();
            }
        }
    }

    /// Forgets the credentials that expired before a moment, where there are any.
    void forgetExpired(Instant before) {
        if (state.credentials().stream()
                .anyMatch(credential -> !credential.expires().isAfter(before))) {
            changing(() -> {
                become(state.withoutExpired(before));
                return true;
            });
        }
    }

    /// To be called within a change, once keys are worth nothing any more.
    void keysEnded() {
        keysEnded = true;
    }

    /// To be called within a change, once it is durable.
    void become(DirectoryState next) {
        state = next;
        onChange.run();
    }
}
