package org.amana.search;

/// How sure the engine was of what it read on a page, in the three bands that a search is narrowed by.
public enum Certainty {
    /// 80 % and above.
    HIGH,
    /// From 50 to below 80 %.
    MIDDLE,
    /// Below 50 %.
    LOW;

    /// The band of a confidence from 0 to 1.
    public static Certainty of(double confidence) {
        if (confidence >= 0.8) {
            return HIGH;
        }
        return confidence >= 0.5 ? MIDDLE : LOW;
    }
}
