package org.amana.verifier;

/// Lengths of time in seconds, which is how entries count it.
final class Seconds {
    static final long HOUR = 3_600;
    static final long DAY = 24 * HOUR;

    private Seconds() {}

    /// The UTC day of a moment, counted from 1970.
    static long dayOf(long seconds) {
        return seconds / DAY;
    }
}
