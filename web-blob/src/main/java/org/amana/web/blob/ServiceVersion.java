package org.amana.web.blob;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Optional;
import org.amana.kernel.AmanaException;
import org.amana.kernel.ErrorCode;
import org.amana.web.http.Exchange;

/// A version of the storage service, which is a date. Any date since 2009-09-19 is good: new clients must not break
/// on a server that is older than they are, and what such a version changed is not asked of us by its name alone.
record ServiceVersion(LocalDate date) implements Comparable<ServiceVersion> {
    /// What is assumed of a request that names none.
    static final ServiceVersion NEWEST = of("2026-10-06");

    /// Characters of `yyyy-mm-dd`.
    static final int LENGTH = 10;

    static final ServiceVersion V2012_02_12 = of("2012-02-12");
    static final ServiceVersion V2013_08_15 = of("2013-08-15");
    static final ServiceVersion V2015_02_21 = of("2015-02-21");
    static final ServiceVersion V2015_04_05 = of("2015-04-05");
    static final ServiceVersion V2016_05_31 = of("2016-05-31");
    static final ServiceVersion V2018_11_09 = of("2018-11-09");
    static final ServiceVersion V2019_02_02 = of("2019-02-02");
    static final ServiceVersion V2019_12_12 = of("2019-12-12");
    static final ServiceVersion V2020_02_10 = of("2020-02-10");
    static final ServiceVersion V2020_12_06 = of("2020-12-06");
    static final ServiceVersion V2022_11_02 = of("2022-11-02");
    static final ServiceVersion V2025_07_05 = of("2025-07-05");
    static final ServiceVersion V2026_04_06 = of("2026-04-06");

    private static final LocalDate OLDEST = LocalDate.parse("2009-09-19");

    /// What is said of a text that is none.
    static final String NO_VERSION = " is no version yyyy-mm-dd from " + OLDEST + " on";

    private static ServiceVersion of(String text) {
        return new ServiceVersion(LocalDate.parse(text));
    }

    /// The one that a request asks for, by itself or by its signature (Azure REST: *Versioning for the Azure Storage
    /// services*); the newest for one that does not.
    ///
    /// @throws AmanaException `INVALID_HEADER`
    static ServiceVersion asked(Exchange exchange, Query query) {
        return exchange.header("x-ms-version")
                .map(text -> parse("x-ms-version", text.strip()))
                .or(() -> query.find("api-version").map(text -> parse("api-version", text)))
                .or(() -> query.find("sv").flatMap(ServiceVersion::read))
                .orElse(NEWEST);
    }

    /// @param where the header or parameter that carried it, for the message
    /// @throws AmanaException `INVALID_HEADER` when it is no date of that form, or too old
    static ServiceVersion parse(String where, String text) {
        return read(text)
                .orElseThrow(() -> new AmanaException(ErrorCode.INVALID_HEADER, where + ": " + text + NO_VERSION)
                        .with("HeaderName", where)
                        .with("HeaderValue", text));
    }

    /// Empty when the text is no date of the form `yyyy-mm-dd`, or one from before there was a version.
    static Optional<ServiceVersion> read(String text) {
        if (text.length() != LENGTH || text.charAt(4) != '-' || text.charAt(7) != '-') {
            return Optional.empty();
        }
        try {
            LocalDate date = LocalDate.of(digits(text, 0, 4), digits(text, 5, 7), digits(text, 8, LENGTH));
            return date.isBefore(OLDEST) ? Optional.empty() : Optional.of(new ServiceVersion(date));
        } catch (DateTimeException _) {
            return Optional.empty();
        }
    }

    /// The number that stands there, -1 if none does. By hand, since every request holds some.
    private static int digits(String text, int from, int to) {
        int number = 0;
        for (int i = from; i < to; i++) {
            int digit = text.charAt(i) - '0';
            if (digit < 0 || digit > 9) {
                return -1;
            }
            number = 10 * number + digit;
        }
        return number;
    }

    boolean isAtLeast(ServiceVersion other) {
        return compareTo(other) >= 0;
    }

    @Override
    public int compareTo(ServiceVersion other) {
        return date.compareTo(other.date);
    }

    @Override
    public String toString() {
        return date.toString();
    }
}
