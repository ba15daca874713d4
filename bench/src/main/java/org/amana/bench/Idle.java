package org.amana.bench;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// What it takes to have a server that nobody uses.
record Idle() implements Group {
    private static final Duration REST = Duration.ofSeconds(20);
    private static final int STARTS = 3;

    @Override
    public void measure(Run run) throws IOException {
        List<Double> starts = new ArrayList<>();
        for (int i = 1; i < STARTS; i++) {
            try (Servers.Account amana = started(run, starts)) {
                System.out.println("started at " + amana.peer().origin());
            }
        }
        try (Servers.Account amana = started(run, starts)) {
            rest();
            run.fact(new Fact(
                    "start to first answered request, launcher included",
                    Comparison.median(starts),
                    "ms",
                    3_000,
                    false));
            run.fact(new Fact("resident memory when idle", amana.peer().residentBytes() / 1e6, "MB", 400, false));
        }
    }

    /// Starts a server with a data folder of its own, and notes the milliseconds until it has made a container.
    private static Servers.Account started(Run run, List<Double> starts) throws IOException {
        Instant start = Instant.now();
        Servers.Account amana = run.servers().amana();
        Client.createContainer(amana, "idle");
        starts.add((double) Duration.between(start, Instant.now()).toMillis());
        return amana;
    }

    private static void rest() {
        try {
            Thread.sleep(REST);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }
}
