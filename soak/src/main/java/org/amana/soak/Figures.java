package org.amana.soak;

import java.time.Duration;
import java.util.List;
import java.util.Locale;

/// How figures are told.
final class Figures {
    private Figures() {}

    /// Median and maximum.
    static String spread(List<Duration> durations) {
        List<Duration> sorted = durations.stream().sorted().toList();
        return sorted.isEmpty()
                ? "none"
                : String.format(
                        Locale.ROOT,
                        "median %.1f s, at most %.1f s",
                        sorted.get(sorted.size() / 2).toMillis() / 1e3,
                        sorted.getLast().toMillis() / 1e3);
    }
}
