package org.amana.events;

import java.time.Duration;
import java.util.List;
import org.amana.kernel.AmanaException;
import org.amana.kernel.ErrorCode;

/// How long a delivery is tried. The pauses between attempts grow as those of Event Grid do (*Event Grid message
/// delivery and retry*).
///
/// @param attempts 1 to 30
/// @param life of an event, from when it happened: a minute to a day
public record Patience(int attempts, Duration life) {
    private static final int MOST_ATTEMPTS = 30;
    private static final Duration LONGEST = Duration.ofDays(1);
    private static final Duration SHORTEST = Duration.ofMinutes(1);

    private static final List<Duration> PAUSES = List.of(
            Duration.ofSeconds(10),
            Duration.ofSeconds(30),
            Duration.ofMinutes(1),
            Duration.ofMinutes(5),
            Duration.ofMinutes(10),
            Duration.ofMinutes(30),
            Duration.ofHours(1),
            Duration.ofHours(3),
            Duration.ofHours(6),
            Duration.ofHours(12));

    public static final Patience DEFAULT = new Patience(MOST_ATTEMPTS, LONGEST);

    public Patience {
        if (attempts < 1 || attempts > MOST_ATTEMPTS) {
            throw new AmanaException(
                    ErrorCode.INVALID_ARGUMENT,
                    "an event is delivered in 1 to " + MOST_ATTEMPTS + " attempts, not " + attempts);
        }
        if (life.compareTo(SHORTEST) < 0 || life.compareTo(LONGEST) > 0) {
            throw new AmanaException(
                    ErrorCode.INVALID_ARGUMENT,
                    "an event is delivered within 1 to 1440 minutes, not " + life.toMinutes());
        }
    }

    /// How long to wait after so many attempts that failed.
    static Duration pauseAfter(int failed) {
        return PAUSES.get(Math.clamp(failed - 1L, 0, PAUSES.size() - 1));
    }
}
