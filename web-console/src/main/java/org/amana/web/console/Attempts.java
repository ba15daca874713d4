package org.amana.web.console;

import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;

/// Bounds failed sign-ins by address and minute, so that nobody can keep others out by failing for them.
/// An access key has 512 random bits: this is about noise, not about guessing. Behind a proxy there is
/// one address for all, whose word about others is not taken: the proxy has to bound them
/// (`docs/formats/connection.md`).
final class Attempts {
    private static final int SECONDS = 60;

    /// Addresses remembered within a minute; beyond that the one that failed first is forgotten.
    private static final int MOST_ADDRESSES = 10_000;

    private final int most;
    private final InstantSource clock;
    // Guarded by this.
    private long minute;
    // Guarded by this; the oldest first.
    private final Map<String, Integer> failures = new LinkedHashMap<>();

    /// @param most failures a minute from one address
    Attempts(int most, InstantSource clock) {
        this.most = most;
        this.clock = clock;
    }

    synchronized boolean allows(String address) {
        roll();
        return failures.getOrDefault(address, 0) < most;
    }

    synchronized void failed(String address) {
        roll();
        failures.merge(address, 1, Integer::sum);
        if (failures.size() > MOST_ADDRESSES) {
            failures.remove(failures.keySet().iterator().next());
        }
    }

    private void roll() {
        long now = clock.instant().getEpochSecond() / SECONDS;
        if (now != minute) {
            minute = now;
            failures.clear();
        }
    }
}
