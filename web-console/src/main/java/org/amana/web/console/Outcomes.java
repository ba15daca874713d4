package org.amana.web.console;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.amana.policy.CredentialId;

/// Outcomes on their way from a change to the page that follows it. They wait here, out of reach of addresses and
/// cookies, for the one request by which that same session's browser goes where the change led it, and only for a
/// moment. Bounded; the oldest goes first. Safe for many threads.
final class Outcomes {
    private static final int MOST = 1_000;
    private static final Duration LIFE = Duration.ofMinutes(1);

    private final InstantSource clock;
    // Guarded by this; the oldest first.
    private final Map<Step, Waiting> waiting = new LinkedHashMap<>();

    /// Where a session goes next.
    private record Step(CredentialId session, String address) {}

    private record Waiting(Outcome outcome, Instant until) {}

    Outcomes(InstantSource clock) {
        this.clock = clock;
    }

    /// @param address path and query, with or without a fragment
    synchronized void keep(CredentialId session, String address, Outcome outcome) {
        Step step = new Step(session, address.replaceFirst("#.*", ""));
        Instant now = clock.instant();
        Outcome before = taken(step, now).orElse(Outcome.NONE);
        waiting.put(step, new Waiting(before.and(outcome), now.plus(LIFE)));
        drop(now);
    }

    /// What waits for this very request; it is handed out once.
    synchronized Outcome take(CredentialId session, String address) {
        return taken(new Step(session, address), clock.instant()).orElse(Outcome.NONE);
    }

    private Optional<Outcome> taken(Step step, Instant now) {
        return Optional.ofNullable(waiting.remove(step))
                .filter(one -> now.isBefore(one.until()))
                .map(Waiting::outcome);
    }

    private void drop(Instant now) {
        Iterator<Waiting> oldest = waiting.values().iterator();
        while (oldest.hasNext() && (!now.isBefore(oldest.next().until()) || waiting.size() > MOST)) {
            oldest.remove();
        }
    }
}
