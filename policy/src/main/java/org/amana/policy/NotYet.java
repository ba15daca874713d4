package org.amana.policy;

/// Stands where a body will.
final class NotYet {
    private NotYet() {}

    static RuntimeException failure() {
        return new UnsupportedOperationException("not yet");
    }
}
