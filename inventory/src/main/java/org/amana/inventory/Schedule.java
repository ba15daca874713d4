package org.amana.inventory;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Optional;

/// How often a rule is run: each day, or each Sunday (UTC; Azure: *Inventory run*).
enum Schedule {
    DAILY,
    WEEKLY;

    /// After a run that failed.
    private static final Duration PAUSE = Duration.ofHours(1);

    private final String word = name().toLowerCase(Locale.ROOT);

    String word() {
        return word;
    }

    /// @param last run of it; one that failed is made up for after a while, whatever day it is then
    boolean isDue(Instant now, Optional<InventoryState.Run> last) {
        if (last.isPresent() && !last.get().succeeded()) {
            return !now.isBefore(last.get().completed().plus(PAUSE));
        }
        LocalDate today = day(now);
        boolean itsDay = switch (this) {
            case DAILY -> true;
            case WEEKLY -> today.getDayOfWeek() == DayOfWeek.SUNDAY;
        };
        return itsDay && last.filter(it -> !day(it.started()).isBefore(today)).isEmpty();
    }

    private static LocalDate day(Instant instant) {
        return LocalDate.ofInstant(instant, ZoneOffset.UTC);
    }
}
