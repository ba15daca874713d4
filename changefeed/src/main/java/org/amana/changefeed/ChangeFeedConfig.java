package org.amana.changefeed;

import java.time.Duration;
import org.amana.kernel.AmanaException;
import org.amana.kernel.ByteSize;
import org.amana.kernel.ErrorCode;
import org.amana.kernel.Settings;

/// How feeds are written.
///
/// @param segment how long a segment is: a divisor of an hour, at least a minute. Azure's clients take it for an hour;
///     shorter ones are for trying things out
/// @param every how often what was noted is appended
/// @param file how large a file of a segment grows before another is begun
public record ChangeFeedConfig(Duration segment, Duration every, ByteSize file) {
    public static final ChangeFeedConfig DEFAULTS =
            new ChangeFeedConfig(Duration.ofHours(1), Duration.ofSeconds(10), ByteSize.ofMebibytes(64));

    /// @throws AmanaException `CONFIGURATION` for a segment that does not divide an hour
    public ChangeFeedConfig {
        if (segment.compareTo(Duration.ofMinutes(1)) < 0 || Duration.ofHours(1).toMillis() % segment.toMillis() != 0) {
            throw new AmanaException(
                    ErrorCode.CONFIGURATION,
                    "change-feed.segment must be at least a minute and divide an hour, not " + segment);
        }
    }

    /// Reads `change-feed.segment`, `change-feed.every` and `change-feed.file`.
    ///
    /// @throws AmanaException `CONFIGURATION` for a value of the wrong form or out of bounds
    public static ChangeFeedConfig from(Settings settings) {
        return new ChangeFeedConfig(
                settings.duration("change-feed.segment", DEFAULTS.segment, Duration.ofMinutes(1), Duration.ofHours(1)),
                settings.duration("change-feed.every", DEFAULTS.every, Duration.ofSeconds(1), Duration.ofMinutes(5)),
                settings.size("change-feed.file", DEFAULTS.file, ByteSize.ofKibibytes(1), ByteSize.ofMebibytes(1024)));
    }
}
