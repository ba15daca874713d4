package org.amana.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import org.amana.bench.Comparison.Side;

/// A container of many names beside one of a tenth; then the log that filling them has written.
record ManyNames(int names) implements Group {
    private static final String A_TENTH = "the same among a tenth";

    @Override
    public void measure(Run run) throws IOException {
        Path data;
        String key;
        try (Servers.Account amana = run.servers().amana()) {
            data = run.servers().dataOf(amana);
            key = Servers.verifierKey(data);
            Client.createContainer(amana, "few");
            Client.createContainer(amana, "many");
            Client.fill(amana, "few", names / 10, "dir/");
            Client.fill(amana, "many", names, "dir/");
            listing(run, amana, "list 5,000 of " + count(names) + " names", "&maxresults=5000&prefix=dir/5", A_TENTH);
            listing(
                    run,
                    amana,
                    "first-level prefixes of " + count(names) + " names",
                    "&delimiter=/&prefix=dir/",
                    A_TENTH);
        }
        verifying(run, data, key);
    }

    /// Lists the container `many` beside `few`, of which `beside` tells how many they are.
    static void listing(Run run, Servers.Account amana, String name, String query, String beside) {
        String rest = "?restype=container&comp=list" + query;
        run.atMost(
                1.3,
                name,
                "µs",
                new Side("Amana", () -> run.median(amana, "/many" + rest)),
                new Side(beside, () -> run.median(amana, "/few" + rest)));
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

    static String count(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }
}
