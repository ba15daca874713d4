package org.amana.web.console;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/// Whether a client takes an answer in gzip (RFC 9110 §12.5.3).
final class Gzip {
    private Gzip() {}

    /// @param accepted the values of `Accept-Encoding`; a client that does not name gzip gets none, nor
    ///     does one that gives it the weight 0
    static boolean isAccepted(List<String> accepted) {
        return accepted.stream()
                .flatMap(value -> Stream.of(value.toLowerCase(Locale.ROOT).split(",")))
                .map(coding -> coding.replace(" ", "").replace("\t", ""))
                .anyMatch(coding ->
                        coding.equals("gzip") || (coding.startsWith("gzip;q=") && !coding.matches("gzip;q=0(\\.0*)?")));
    }
}
