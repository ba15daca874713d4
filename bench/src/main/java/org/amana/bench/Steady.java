package org.amana.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// How long the slowest writes take while the server looks after itself: scrubs that follow one another, compaction of
/// many extents of which half was deleted just before, and the checkpoints of a write-ahead log that never rests.
record Steady() implements Group {
    private static final String SETTINGS = """
            extents.size=64 MiB
            extents.retention=1s
            compaction.every=1s
            """;

    private static final int LARGE_BLOBS = 240;
    private static final int WARM_UPS = 8;

    /// As many rounds' loads in one, so that one in a thousand writes is more than a few.
    private static final int LENGTHS = 4;

    /// One after the other: with more, requests would wait for each other on two cores, whatever else runs.
    private static final int CLIENTS = 1;

    @Override
    public void measure(Run run) throws IOException {
        try (Servers.Account amana = run.servers().amana(SETTINGS)) {
            Path data = run.servers().dataOf(amana);
            Client.createContainer(amana, "bench");
            Client.createContainer(amana, "churn");
            byte[] large = Sizes.content(Sizes.LARGE);
            for (int i = 0; i < LARGE_BLOBS; i++) {
                Client.put(amana, "/churn/" + i, large);
            }
            for (int i = 0; i < WARM_UPS; i++) {
                run.puts(amana, Sizes.SMALL, Sizes.CLIENTS);
            }
            AtomicBoolean over = new AtomicBoolean();
            AtomicInteger scrubs = new AtomicInteger();
            Thread scrubbing = Thread.startVirtualThread(() -> scrub(run, data, over, scrubs));
            for (int i = 0; i < LARGE_BLOBS; i += 2) {
                Client.delete(amana, "/churn/" + i);
            }
            Set<String> before = extents(data);
            long slowest = run.slowestPut(amana, Sizes.SMALL, CLIENTS, LENGTHS);
            Set<String> gone = new TreeSet<>(before);
            gone.removeAll(extents(data));
            int whole = scrubs.get();
            over.set(true);
            join(scrubbing);
            String beside = " (beside " + whole + " scrubs and the compaction of " + gone.size() + " extents)";
            run.fact(new Fact("p99.9 of durable PUT 4 KiB, 1 client" + beside, slowest / 1e3, "ms", 20, false));
            run.fact(new Fact(
                    "resident memory at its most, under these loads",
                    amana.peer().mostResidentBytes() / 1e6,
                    "MB",
                    1_000,
                    false));
            if (whole == 0 || gone.isEmpty()) {
                run.fail("scrub and compaction ran beside the writes");
            }
        }
    }

    private static void scrub(Run run, Path data, AtomicBoolean over, AtomicInteger scrubs) {
        while (!over.get()) {
            run.servers().command("scrub", "--data", data.toString());
            scrubs.incrementAndGet();
        }
    }

    private static Set<String> extents(Path data) throws IOException {
        try (Stream<Path> files = Files.list(data.resolve("volumes/v1"))) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".extent"))
                    .collect(Collectors.toSet());
        }
    }

    private static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }
}
