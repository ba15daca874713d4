package org.amana.server;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.amana.ledger.Ledger;

/// What the operator is told where the log's last entry lies ahead of the clock.
final class ClockBehind {
    private ClockBehind() {}

    /// A line for the operator; empty if the clock is not behind.
    static Optional<String> line(Ledger ledger, Instant now) {
        return ledger.standsUntil().map(last -> line(last, now));
    }

    static String line(Instant last, Instant now) {
        return "the clock says " + now + ", and the last entry of the log is of " + last + ", " + span(now, last)
                + " later, since a clock was ahead once. Until then each entry bears that time, purposes, keys and"
                + " approvals are in force by it, and all that is done counts in that one day. If the clock is wrong,"
                + " stop the server and set it. If not, renew the purposes that are over by then (amana purpose"
                + " steward, amana purpose renew) and make keys (amana key add), or put back a backup from before:"
                + " docs/policy.md, The clock";
    }

    private static String span(Instant now, Instant last) {
        Duration span = Duration.between(now, last);
        if (span.toDays() > 1) {
            return span.toDays() + " days";
        }
        return span.toHours() > 1 ? span.toHours() + " hours" : span.toMinutes() + " minutes";
    }
}
