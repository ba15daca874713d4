package org.amana.lifecycle;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// When a step is due.
///
/// @param since what the age counts from
/// @param age that must be exceeded
/// @param sinceTierChange that must be exceeded since the blob last changed its tier, if it ever did
record Due(Since since, Duration age, Optional<Duration> sinceTierChange) {
    enum Since {
        MODIFICATION,
        CREATION
    }

    boolean isDue(Aged blob, Instant now) {
        Instant from = switch (since) {
            case MODIFICATION -> blob.modified();
            case CREATION -> blob.created();
        };
        return Duration.between(from, now).compareTo(age) > 0
                && sinceTierChange
                        .flatMap(rest -> blob.tierChanged()
                                .map(changed -> Duration.between(changed, now).compareTo(rest) > 0))
                        .orElse(true);
    }
}
