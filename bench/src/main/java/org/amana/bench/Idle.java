package org.amana.bench;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;

/// What it takes to have a server that nobody uses.
record Idle() implements Group {
    private static final Duration REST = Duration.ofSeconds(20);

    @Override
    public void measure(Run run) throws IOException {
        Instant start = Instant.now();
        try (Servers.Account amana = run.servers().amana()) {
            Client.createContainer(amana, "idle");
            long took = Duration.between(start, Instant.now()).toMillis();
            rest();
            run.fact(new Fact("start to first answered request, launcher included", took, "ms", 3_000, false));
            run.fact(new Fact("resident memory when idle", amana.peer().residentBytes() / 1e6, "MB", 400, false));
        }
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
