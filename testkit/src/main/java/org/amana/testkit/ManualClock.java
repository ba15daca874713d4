package org.amana.testkit;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/// A clock that stands still until it is turned. Safe for use by many threads.
public final class ManualClock implements InstantSource {
    /// Where a clock starts unless told otherwise: a whole second, far from any midnight.
    public static final Instant START = Instant.parse("2026-03-01T09:30:00Z");

    private Instant now; // guarded by this

    public ManualClock() {
        this(START);
    }

    public ManualClock(Instant start) {
        now = start;
    }

    @Override
    public synchronized Instant instant() {
        return now;
    }

    /// Turns the clock on, or back by a negative duration.
    public synchronized void advance(Duration by) {
        now = now.plus(by);
    }

    /// Sets the clock.
    public synchronized void set(Instant instant) {
        now = instant;
    }
}
