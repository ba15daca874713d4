package org.amana.web.blob;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;

/// Dates as HTTP writes them: `Tue, 24 Nov 2026 03:00:00 GMT` (RFC 9110 §5.6.7), whole seconds.
final class HttpDate {
    private static final DateTimeFormatter WRITTEN = DateTimeFormatter.ofPattern(
                    "EEE, dd MMM uuuu HH:mm:ss 'GMT'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    /// One digit for the day and any weekday pass: clients differ there, and the instant is plain.
    private static final DateTimeFormatter READ =
            DateTimeFormatter.ofPattern("d MMM uuuu HH:mm:ss", Locale.ROOT).withZone(ZoneOffset.UTC);

    private HttpDate() {}

    static String format(Instant time) {
        return WRITTEN.format(time);
    }

    /// The instant, when the text is such a date; ISO 8601 in UTC passes too.
    static Optional<Instant> parse(String text) {
        String date = text.strip();
        try {
            int comma = date.indexOf(',');
            return Optional.of(
                    comma >= 0 && date.endsWith("GMT")
                            ? READ.parse(
                                    date.substring(comma + 1, date.length() - 3).strip(), Instant::from)
                            : Instant.parse(date));
        } catch (DateTimeException _) {
            return Optional.empty();
        }
    }
}
