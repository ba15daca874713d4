package org.amana.web.blob;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Optional;

/// Times in a shared access signature: `2026-11-24`, `2026-11-24T03:00Z`, `2026-11-24T03:00:00Z`, or with up to
/// seven decimals. Read by position, since every signed request brings two of them.
final class SasTime {
    private static final DateTimeFormatter EXACT = DateTimeFormatter.ofPattern(
                    "uuuu-MM-dd'T'HH:mm:ss.SSSSSSS'Z'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    private static final int DAY = "2026-11-24".length();
    private static final int MINUTES = "2026-11-24T03:00Z".length();
    private static final int SECONDS = "2026-11-24T03:00:00Z".length();
    private static final int MOST_DECIMALS = 7;

    private SasTime() {}

    /// In whole seconds, as every version reads it.
    static String format(Instant time) {
        return time.truncatedTo(ChronoUnit.SECONDS).toString();
    }

    /// With seven decimals, as stored access policies are given back.
    static String formatExactly(Instant time) {
        return EXACT.format(time);
    }

    /// Empty when the text is no such time.
    static Optional<Instant> parse(String text) {
        try {
            return Optional.of(day(text).atTime(time(text)).toInstant(ZoneOffset.UTC));
        } catch (DateTimeException | StringIndexOutOfBoundsException _) {
            return Optional.empty();
        }
    }

    private static LocalDate day(String text) {
        require(text, 4, '-');
        require(text, 7, '-');
        return LocalDate.of(number(text, 0, 4), number(text, 5, 7), number(text, 8, DAY));
    }

    private static LocalTime time(String text) {
        if (text.length() == DAY) {
            return LocalTime.MIDNIGHT;
        }
        require(text, DAY, 'T');
        require(text, 13, ':');
        require(text, text.length() - 1, 'Z');
        int hour = number(text, 11, 13);
        int minute = number(text, 14, 16);
        if (text.length() == MINUTES) {
            return LocalTime.of(hour, minute);
        }
        require(text, 16, ':');
        return LocalTime.of(hour, minute, number(text, 17, 19), nanos(text));
    }

    private static int nanos(String text) {
        if (text.length() == SECONDS) {
            return 0;
        }
        require(text, 19, '.');
        int decimals = text.length() - SECONDS - 1;
        if (decimals < 1 || decimals > MOST_DECIMALS) {
            throw new DateTimeException("1 to 7 decimals, not " + decimals);
        }
        int nanos = number(text, 20, 20 + decimals);
        for (int i = decimals; i < 9; i++) {
            nanos *= 10;
        }
        return nanos;
    }

    private static void require(String text, int at, char wanted) {
        if (text.charAt(at) != wanted) {
            throw new DateTimeException("no " + wanted + " at " + at);
        }
    }

    private static int number(String text, int from, int to) {
        int number = 0;
        for (int i = from; i < to; i++) {
            int digit = text.charAt(i) - '0';
            if (digit < 0 || digit > 9) {
                throw new DateTimeException("no digit at " + i);
            }
            number = 10 * number + digit;
        }
        return number;
    }
}
