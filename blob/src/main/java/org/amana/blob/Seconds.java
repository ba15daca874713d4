package org.amana.blob;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/// `Last-Modified` has a grain of one second (RFC 9110 §8.8.2).
final class Seconds {
    private Seconds() {}

    static Instant of(Instant time) {
        return time.truncatedTo(ChronoUnit.SECONDS);
    }
}
