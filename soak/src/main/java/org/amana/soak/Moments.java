package org.amana.soak;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/// Times with seven decimals, as snapshots and versions are named.
final class Moments {
    private static final DateTimeFormatter FORM = DateTimeFormatter.ofPattern(
                    "uuuu-MM-dd'T'HH:mm:ss.SSSSSSS'Z'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    private Moments() {}

    static String of(Instant time) {
        return FORM.format(time);
    }

    /// The next that there can be.
    static String after(String moment) {
        return of(Instant.from(FORM.parse(moment)).plusNanos(100));
    }
}
