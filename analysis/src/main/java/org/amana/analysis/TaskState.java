package org.amana.analysis;

import java.util.Locale;

/// Where a task stands.
public enum TaskState {
    /// Its turn will come; after a failure, not before the back-off has passed.
    WAITING,
    /// A worker is at it.
    RUNNING,
    /// Finished. What could not be read is said in an insight.
    DONE,
    /// Given up, with a reason; [Analysis#retry] takes it up again.
    PARKED;

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// Whether something will still happen by itself.
    public boolean open() {
        return this == WAITING || this == RUNNING;
    }

    static TaskState of(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }
}
