package org.amana.analysis;

/// Names one piece of analysis work.
public record TaskId(long value) {
    @Override
    public String toString() {
        return Long.toString(value);
    }
}
