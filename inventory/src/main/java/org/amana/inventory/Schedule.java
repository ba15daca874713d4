package org.amana.inventory;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Optional;

/// How often a rule is run: each day, or each Sunday (UTC; Azure: *Inventory run*).
enum Schedule {
    DAILY,
    WEEKLY;

    private final String word = name().toLowerCase(Locale.ROOT);

    String word() {
        return word;
    }

    /// @param last when it was run last, whatever came of it
    boolean isDue(Instant now, Optional<Instant> last) {
        LocalDate today = day(now);
        boolean itsDay = switch (this) {
            case DAILY -> true;
            case WEEKLY -> today.getDayOfWeek() == DayOfWeek.SUNDAY;
        };
        return itsDay && last.filter(it -> !day(it).isBefore(today)).isEmpty();
    }

    private static LocalDate day(Instant instant) {
        return LocalDate.ofInstant(instant, ZoneOffset.UTC);
    }
}
