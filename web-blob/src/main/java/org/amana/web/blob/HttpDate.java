package org.amana.web.blob;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// Dates as HTTP writes them: `Tue, 24 Nov 2026 03:00:00 GMT` (RFC 9110 §5.6.7), whole seconds. Read are also those of
/// RFC 850, which HTTP once wrote: `Tuesday, 24-Nov-26 03:00:00 GMT`.
final class HttpDate {
    private static final List<String> WEEKDAYS = List.of("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun");
    private static final List<String> MONTHS =
            List.of("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec");
    private static final int LENGTH = 29;

    /// One digit for the day and any weekday pass: clients differ there, and the instant is plain.
    private static final DateTimeFormatter READ =
            DateTimeFormatter.ofPattern("d MMM uuuu HH:mm:ss", Locale.ROOT).withZone(ZoneOffset.UTC);

    /// Two digits are a year from 2000 on, at first.
    private static final DateTimeFormatter OLD = DateTimeFormatter.ofPattern("d-MMM-uu HH:mm:ss", Locale.ROOT);

    private static final int CENTURY = 100;

    private HttpDate() {}

    /// Put together by hand, since every answer holds some.
    static String format(Instant time) {
        LocalDateTime utc = LocalDateTime.ofEpochSecond(time.getEpochSecond(), 0, ZoneOffset.UTC);
        StringBuilder out = new StringBuilder(LENGTH);
        out.append(WEEKDAYS.get(utc.getDayOfWeek().getValue() - 1)).append(", ");
        twoDigits(out, utc.getDayOfMonth()).append(' ');
        out.append(MONTHS.get(utc.getMonthValue() - 1)).append(' ');
        year(out, utc.getYear()).append(' ');
        twoDigits(out, utc.getHour()).append(':');
        twoDigits(out, utc.getMinute()).append(':');
        twoDigits(out, utc.getSecond());
        return out.append(" GMT").toString();
    }

    /// Four digits, or more for what is kept beyond all time.
    private static StringBuilder year(StringBuilder out, int year) {
        return year < CENTURY * CENTURY ? twoDigits(twoDigits(out, year / CENTURY), year % CENTURY) : out.append(year);
    }

    private static StringBuilder twoDigits(StringBuilder out, int number) {
        return out.append((char) ('0' + number / 10)).append((char) ('0' + number % 10));
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
