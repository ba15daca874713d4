package org.amana.soak;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.random.RandomGenerator;
import org.amana.testkit.Command;
import org.amana.testkit.Seeds;
import org.amana.testkit.StartedServer;

/// One bit flipped somewhere in the extents of a running server, many times, now and then over a restart. Each time: no
/// wrong byte is served; what cannot be read fails with an error that says so, and everything else is served; scrub
/// finds damage, and names exactly the blobs that fail.
record FlipCampaign(Path folder, long seed, int flips, Progress progress) implements Campaign {
    private static final int BLOBS = 48;
    private static final int RESTART_EVERY = 8;

    /// Well before the server closes a connection because nothing moves, after a minute.
    private static final Duration LONGEST_READ = Duration.ofSeconds(45);

    @Override
    public String name() {
        return "flips";
    }

    @Override
    public Outcome run() throws InterruptedException {
        Findings findings = new Findings();
        RandomGenerator random = Seeds.random(seed);
        int failedReads = 0;
        int harmless = 0;
        int restarts = 0;
        int done = 0;
        try (StartedServer server = StartedServer.start(folder.resolve("data"), ENVIRONMENT)) {
            Stock stock = Stock.write(new Client(server, server.steward()), seed, BLOBS);
            server.stop(); // which seals the extents
            server.restart();
            for (; done < flips && findings.none(); done++) {
                Flip flip = Flip.anywhere(server.data().resolve("volumes/v1"), random);
                boolean restart = done % RESTART_EVERY == RESTART_EVERY / 2;
                restarts += restart ? 1 : 0;
                flip(flip, server, restart);
                Set<String> failed = read(new Client(server, server.steward()), stock, flip, findings);
                scrub(server, flip, failed, findings);
                failedReads += failed.size();
                harmless += failed.isEmpty() ? 1 : 0;
                flip(flip, server, restart);
                progress.say(String.format(
                        Locale.ROOT, "flips: %d of %d, %s: %d reads refused", done + 1, flips, flip, failed.size()));
            }
            if (findings.none()) {
                new Checks(server, findings).run();
            }
        }
        Map<String, String> figures = new LinkedHashMap<>();
        figures.put("bits flipped in extents, one at a time", done + ", " + restarts + " of them over a restart");
        figures.put("reads refused, each named by scrub", "" + failedReads);
        figures.put("flips in bytes of no blob, named by scrub all the same", "" + harmless);
        return new Outcome(figures, findings.all());
    }

    private static void flip(Flip flip, StartedServer server, boolean whileStopped) throws InterruptedException {
        if (whileStopped) {
            server.stop();
        }
        flip.flip();
        if (whileStopped) {
            server.restart();
        }
    }

    /// @return the paths of what could not be read
    private static Set<String> read(Client client, Stock stock, Flip flip, Findings findings) {
        Set<String> failed = new TreeSet<>();
        stock.contents().forEach((ask, content) -> {
            Instant asked = Instant.now();
            Reply reply = client.send(ask);
            if (Duration.between(asked, Instant.now()).compareTo(LONGEST_READ) > 0) {
                findings.add(flip + ": " + ask + " was not answered within " + LONGEST_READ);
            }
            switch (reply) {
                case Reply.Answered answer
                when answer.status() == 200 -> {
                    if (!content.is(answer.body())) {
                        findings.add(flip + ": wrong bytes were served for " + ask);
                    }
                }
                case Reply.Answered answer -> {
                    failed.add(ask.path());
                    if (answer.status() != 500 || !answer.errorCode().equals("DataCorrupted")) {
                        findings.add(flip + ": " + ask + " was answered " + answer.status() + " " + answer.errorCode());
                    }
                }
                case Reply.BrokenOff broken -> {
                    failed.add(ask.path());
                    byte[] begin = Arrays.copyOf(content.bytes(), broken.body().length);
                    if (!Arrays.equals(begin, broken.body())) {
                        findings.add(flip + ": wrong bytes were served for " + ask + " before the answer broke off");
                    }
                }
            }
        });
        return failed;
    }

    private static void scrub(StartedServer server, Flip flip, Set<String> failed, Findings findings) {
        Command.Result result = new Checks(server, findings).run("scrub");
        if (result.status() != 2) {
            findings.add(flip + ": scrub ended with " + result.status() + ":\n" + result.output());
        }
        for (String path : failed) {
            String name = path.substring(path.indexOf('/', 1) + 1);
            boolean named = result.output().lines().anyMatch(line -> line.contains(name) && line.contains("bytes"));
            if (!named) {
                findings.add(flip + ": scrub does not name " + path + ":\n" + result.output());
            }
        }
    }
}
