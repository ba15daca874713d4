package org.amana.inventory;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.amana.blob.Standing;

/// How values stand in an inventory (RFC 4180).
final class Csv {
    private Csv() {}

    /// A line with its end.
    static String line(List<String> values) {
        return values.stream().map(Csv::quoted).collect(Collectors.joining(",", "", "\n"));
    }

    private static String quoted(String value) {
        boolean plain = value.chars().noneMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
        return plain ? value : '"' + value.replace("\"", "\"\"") + '"';
    }

    /// Whole seconds, in UTC: `2026-11-24T03:00:00Z`.
    static String time(Instant instant) {
        return instant.truncatedTo(ChronoUnit.SECONDS).toString();
    }

    static String word(Enum<?> word) {
        return word.name().equals("NONE") ? "" : word.name().toLowerCase(Locale.ROOT);
    }

    /// Whole days, as listings have them.
    static String remainingDays(Standing.Deletion deletion, Instant now) {
        return Long.toString(Math.max(0, Duration.between(now, deletion.until()).toDays()));
    }
}
