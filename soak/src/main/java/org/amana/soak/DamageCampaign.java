package org.amana.soak;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.amana.soak.Client.Ask;
import org.amana.testkit.Command;
import org.amana.testkit.Folders;
import org.amana.testkit.Seeds;
import org.amana.testkit.StartedServer;

/// A bit flipped, or an end cut off, in a file that is not an extent, after a kill: the catalog and its log, the
/// ledger's write-ahead file, tiles, checkpoint, keys. The server refuses to start and says why; or it starts, and then
/// everything is as it was, or what is not is named by `fsck`, `scrub` or `verify`. Never are wrong bytes served.
record DamageCampaign(Path folder, long seed, int damages, Progress progress) implements Campaign {
    private static final int BLOBS = 24;

    /// Regular expressions of paths below the data folder.
    private static final List<String> PLACES = List.of(
            "ledger/wal/[0-9a-f]+\\.wal",
            "ledger/public/tile/entries/.*",
            "ledger/public/tile/[0-9]/.*",
            "catalog\\.db-wal",
            "ledger/public/checkpoint",
            "ledger/private/(signed|log\\.key)",
            "ledger/private/openings\\.db(-wal)?",
            "catalog\\.db",
            "root\\.key");

    @Override
    public String name() {
        return "damage";
    }

    @Override
    public Outcome run() throws InterruptedException {
        RandomGenerator random = Seeds.random(seed);
        Findings findings = new Findings();
        Map<String, Integer> outcomes = new TreeMap<>();
        Path data = folder.resolve("data");
        Path kept = folder.resolve("kept");
        int first = random.nextInt(PLACES.size());
        int done = 0;
        try (StartedServer server = StartedServer.start(data, ENVIRONMENT)) {
            Stock stock = Stock.write(new Client(server, server.steward()), seed, BLOBS);
            // Commits of the last second a kill might keep from happening.
            server.awaitQuiet();
            server.kill();
            copy(data, kept);
            for (; done < damages && findings.none(); done++) {
                Folders.delete(data);
                copy(kept, data);
                Damage damage = Damage.somewhere(data, PLACES.get((first + done) % PLACES.size()), random);
                String outcome = outcome(server, stock, damage, findings);
                outcomes.merge(outcome, 1, Integer::sum);
                server.kill();
                progress.say(
                        String.format(Locale.ROOT, "damage: %d of %d, %s: %s", done + 1, damages, damage, outcome));
            }
        }
        Map<String, String> figures = new LinkedHashMap<>();
        figures.put("files damaged, one at a time, by a flipped bit or a cut", "" + done);
        outcomes.forEach((outcome, count) -> figures.put(outcome, "" + count));
        return new Outcome(figures, findings.all());
    }

    /// With the holes of files that are reserved and not yet written, as it is done for each damage.
    private static void copy(Path from, Path to) {
        Command.run(
                        Duration.ofMinutes(2),
                        Map.of(),
                        List.of("cp", "-a", "--sparse=always", from.toString(), to.toString()))
                .expectSuccess();
    }

    private static String outcome(StartedServer server, Stock stock, Damage damage, Findings findings)
            throws InterruptedException {
        int before = server.log().length();
        if (!server.comesUp()) {
            String said = server.log().substring(before);
            if (said.lines().noneMatch(line -> line.startsWith("amana: "))) {
                findings.add(damage + ": the server did not start, and did not say why:\n" + said);
            }
            return "refused at start with its reason";
        }
        int wrong = wrong(new Client(server, server.steward()), stock, damage, findings);
        Checks checks = new Checks(server, findings);
        List<Command.Result> results = Stream.of("verify", "fsck", "scrub")
                .map(checks::run)
                .filter(result -> result.status() != 0)
                .toList();
        if (!results.isEmpty()) {
            return "started, and named by a check";
        }
        if (wrong > 0) {
            findings.add(damage + ": " + wrong + " blobs are not as they were, and no check names it");
        }
        return "started, and all is as it was";
    }

    /// @return how many blobs are not served as they were
    private static int wrong(Client client, Stock stock, Damage damage, Findings findings) {
        int wrong = 0;
        for (Map.Entry<Ask, Content> each : stock.contents().entrySet()) {
            if (client.send(each.getKey()) instanceof Reply.Answered answer && answer.status() == 200) {
                if (!each.getValue().is(answer.body())) {
                    findings.add(damage + ": wrong bytes were served for " + each.getKey());
                }
            } else {
                wrong++;
            }
        }
        return wrong;
    }

    /// What is done to a file.
    sealed interface Damage {
        /// Does one, at random, to a file whose path below the data folder matches.
        static Damage somewhere(Path data, String place, RandomGenerator random) {
            List<Path> files = Folders.files(data).stream()
                    .filter(file -> data.relativize(file).toString().matches(place))
                    .filter(file -> Flip.written(file) > 0)
                    .toList();
            if (files.isEmpty()) {
                throw new IllegalStateException("no file of " + data + " matches " + place);
            }
            Path file = files.get(random.nextInt(files.size()));
            long at = random.nextLong(Flip.written(file));
            Damage damage = random.nextInt(4) == 0 ? new Cut(file, at) : new Bit(new Flip(file, at, random.nextInt(8)));
            damage.happen();
            return damage;
        }

        void happen();

        record Bit(Flip flip) implements Damage {
            @Override
            public void happen() {
                flip.flip();
            }

            @Override
            public String toString() {
                return flip.toString();
            }
        }

        record Cut(Path file, long at) implements Damage {
            @Override
            public void happen() {
                try (var channel = java.nio.channels.FileChannel.open(file, java.nio.file.StandardOpenOption.WRITE)) {
                    channel.truncate(at);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }

            @Override
            public String toString() {
                return file.getFileName() + " cut off at byte " + at;
            }
        }
    }
}
