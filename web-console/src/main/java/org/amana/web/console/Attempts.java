package org.amana.web.console;

import java.time.InstantSource;

/// Bounds failed sign-ins by the minute, over all addresses: an access key has 512 random bits, so this is about noise
/// in the ledger, not about guessing.
final class Attempts {
    private static final int SECONDS = 60;

    private final int most;
    private final InstantSource clock;
    // Guarded by this.
    private long minute;
    // Guarded by this.
    private int failures;

    Attempts(int most, InstantSource clock) {
        this.most = most;
        this.clock = clock;
    }

    synchronized boolean allows() {
        roll();
        return failures < most;
    }

    synchronized void failed() {
        roll();
        failures++;
    }

    private void roll() {
        long now = clock.instant().getEpochSecond() / SECONDS;
        if (now != minute) {
            minute = now;
            failures = 0;
        }
    }
}
