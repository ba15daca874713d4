package org.amana.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import org.amana.bench.Comparison.Side;

/// A container of many names beside one of a tenth; then the log that filling them has written.
record ManyNames(int names) implements Group {
    @Override
    public void measure(Run run) throws IOException {
        Path data;
        String key;
        try (Servers.Account amana = run.servers().amana()) {
            data = run.servers().dataOf(amana);
            key = Servers.verifierKey(data);
            Client.createContainer(amana, "tenth");
            Client.createContainer(amana, "whole");
            Client.fill(amana, "tenth", names / 10, "dir/");
            Client.fill(amana, "whole", names, "dir/");
            listing(run, amana, "list 5,000 of " + count(names) + " names", "&maxresults=5000&prefix=dir/5");
            listing(run, amana, "first-level prefixes of " + count(names) + " names", "&delimiter=/&prefix=dir/");
        }
        verifying(run, data, key);
    }

    private static void listing(Run run, Servers.Account amana, String name, String query) {
        String rest = "?restype=container&comp=list" + query;
        run.atMost(
                1.3,
                name,
                "µs",
                new Side("Amana", () -> run.median(amana, "/whole" + rest)),
                new Side("the same among a tenth", () -> run.median(amana, "/tenth" + rest)));
    }

    private static void verifying(Run run, Path data, String key) {
        Instant start = Instant.now();
        int status = Verification.run(data, key);
        double seconds = Duration.between(start, Instant.now()).toMillis() / 1e3;
        long entries = Verification.entries(data);
        run.fact(new Fact("verify " + count(entries) + " entries", entries / seconds, "entries/s", 200_000, true));
        if (status != 0) {
            run.fail("the log is sound (the verifier ended with " + status + ")");
        }
    }

    private static String count(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }
}
