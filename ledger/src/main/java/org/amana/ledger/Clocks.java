package org.amana.ledger;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// Compares a log's last entry with the clock when it is opened, before anything is appended: what a clock that is
/// wrong has written stays.
final class Clocks {
    /// What a clock may be set back by without a word.
    private static final Duration SET_BACK = Duration.ofMinutes(5);

    /// A server that was off for longer is rare; a clock that jumped is not.
    private static final Duration AWAY = Duration.ofDays(60);

    private Clocks() {}

    /// The time of an entry that lies ahead of the clock; empty if it does not, or by little.
    ///
    /// @param last the `t` of the entry
    static Optional<Instant> standsUntil(long last, Instant now) {
        return Optional.of(Instant.ofEpochSecond(last)).filter(it -> it.isAfter(now.plus(SET_BACK)));
    }

    /// What the operator should know; empty if the two go together.
    static Optional<String> compare(long last, Instant now) {
        Instant entry = Instant.ofEpochSecond(last);
        if (standsUntil(last, now).isPresent()) {
            return Optional.of("the last entry of the log is of " + entry + ", and the clock says " + now
                    + ": new entries bear the time of the last until the clock has come so far");
        }
        if (Duration.between(entry, now).compareTo(AWAY) > 0) {
            return Optional.of("the clock says " + now + ", and the last entry of the log is of " + entry + ", "
                    + Duration.between(entry, now).toDays()
                    + " days before: if the clock is wrong, stop the server now and set it, since the time of an"
                    + " entry cannot be taken back");
        }
        return Optional.empty();
    }
}
