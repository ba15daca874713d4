package org.amana.web.blob;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HttpDateTest {
    private static final Instant TIME = Instant.parse("2026-11-04T03:04:05Z");

    @Test
    void writes() {
        assertThat(HttpDate.format(TIME.plusMillis(999))).isEqualTo("Wed, 04 Nov 2026 03:04:05 GMT");
    }

    /// The JDK's own formatter writes the same, at every length of a number and on every day of a week.
    @Test
    void writesAsTheJdkDoes() {
        DateTimeFormatter form = DateTimeFormatter.ofPattern("EEE, dd MMM uuuu HH:mm:ss 'GMT'", Locale.ROOT)
                .withZone(ZoneOffset.UTC);
        long first = Instant.parse("0001-01-01T00:00:00Z").getEpochSecond();
        long last = Instant.parse("9999-12-31T23:59:59Z").getEpochSecond();
        for (long second = first; second <= last; second += 86_400L * 97 + 3_661) {
            Instant time = Instant.ofEpochSecond(second);
            assertThat(HttpDate.format(time)).isEqualTo(form.format(time));
        }
    }

    @Test
    void writesWhatLiesBeyondAllTime() {
        assertThat(HttpDate.format(Instant.parse("+12026-11-04T03:04:05Z"))).endsWith("Nov 12026 03:04:05 GMT");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Wed, 04 Nov 2026 03:04:05 GMT",
                "Wed, 4 Nov 2026 03:04:05 GMT",
                "Thu, 04 Nov 2026 03:04:05 GMT",
                "Wednesday, 04-Nov-26 03:04:05 GMT",
                "2026-11-04T03:04:05Z"
            })
    void reads(String text) {
        assertThat(HttpDate.parse(text)).hasValue(TIME);
    }

    /// RFC 9110 §5.6.7: more than fifty years ahead is the past.
    @ParameterizedTest
    @CsvSource({
        "2026-11-29T12:00:00, 06-Nov-94 08:49:37, 1994-11-06T08:49:37Z",
        "2026-11-29T12:00:00, 29-Nov-76 12:00:00, 2076-11-29T12:00:00Z",
        "2026-11-29T12:00:00, 29-Nov-76 12:00:01, 1976-11-29T12:00:01Z",
        "2026-11-29T12:00:00, 01-Jan-77 00:00:00, 1977-01-01T00:00:00Z",
        "2026-11-29T12:00:00, 31-Dec-00 23:59:59, 2000-12-31T23:59:59Z",
        "2060-01-01T00:00:00, 31-Dec-09 00:00:00, 2109-12-31T00:00:00Z"
    })
    void twoDigitsAreTheNearestYear(LocalDateTime now, String date, Instant time) {
        assertThat(HttpDate.parse("Sunday, " + date + " GMT", now)).hasValue(time);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "yesterday",
                "Sunday, 06-Nov-1994 08:49:37 GMT",
                "Sunday, 06-Nov-94 08:49:37",
                "Wed, 32 Nov 2026 03:04:05 GMT",
                "Wed, 04 Nov 2026 03:04:05 +0100",
                ","
            })
    void anythingElseIsNoDate(String text) {
        assertThat(HttpDate.parse(text)).isEmpty();
    }
}
