package org.amana.web.blob;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;

/// Dates as HTTP writes them: `Tue, 24 Nov 2026 03:00:00 GMT` (RFC 9110 §5.6.7), whole seconds. Read are also those of
/// RFC 850, which HTTP once wrote: `Tuesday, 24-Nov-26 03:00:00 GMT`.
final class HttpDate {
    private static final DateTimeFormatter WRITTEN = DateTimeFormatter.ofPattern(
                    "EEE, dd MMM uuuu HH:mm:ss 'GMT'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    /// One digit for the day and any weekday pass: clients differ there, and the instant is plain.
    private static final DateTimeFormatter READ =
            DateTimeFormatter.ofPattern("d MMM uuuu HH:mm:ss", Locale.ROOT).withZone(ZoneOffset.UTC);

    /// Two digits are a year from 2000 on, at first.
    private static final DateTimeFormatter OLD = DateTimeFormatter.ofPattern("d-MMM-uu HH:mm:ss", Locale.ROOT);

    private static final int CENTURY = 100;

    private HttpDate() {}

    static String format(Instant time) {
        return WRITTEN.format(time);
    }

    /// The instant, when the text is such a date; ISO 8601 in UTC passes too. The machine's clock is asked for the
    /// century alone.
    static Optional<Instant> parse(String text) {
        return parse(text, LocalDateTime.now(ZoneOffset.UTC));
    }

    /// @param now in UTC; dates with two digits for the year are at most fifty years ahead of it
    static Optional<Instant> parse(String text, LocalDateTime now) {
        String date = text.strip();
        try {
            int comma = date.indexOf(',');
            return Optional.of(
                    comma >= 0 && date.endsWith("GMT")
                            ? behindTheWeekday(
                                    date.substring(comma + 1, date.length() - 3).strip(), now)
                            : Instant.parse(date));
        } catch (DateTimeException _) {
            return Optional.empty();
        }
    }

    private static Instant behindTheWeekday(String date, LocalDateTime now) {
        return date.indexOf('-') < 0
                ? READ.parse(date, Instant::from)
                : inItsCentury(OLD.parse(date, LocalDateTime::from), now.plusYears(CENTURY / 2))
                        .toInstant(ZoneOffset.UTC);
    }

    /// The last time with these two digits that is not after the latest.
    private static LocalDateTime inItsCentury(LocalDateTime time, LocalDateTime latest) {
        long centuries = Math.floorDiv(latest.getYear() - time.getYear(), CENTURY);
        LocalDateTime moved = time.plusYears(centuries * CENTURY);
        return moved.isAfter(latest) ? moved.minusYears(CENTURY) : moved;
    }
}
