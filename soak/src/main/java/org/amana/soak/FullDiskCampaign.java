package org.amana.soak;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.amana.kernel.ByteSize;
import org.amana.soak.Client.Ask;
import org.amana.testkit.Seeds;
import org.amana.testkit.StartedServer;

/// A disk that runs full, round after round. Writes are answered 507 `InsufficientStorage`; reads go on as long as the
/// ledger can be written, and are answered 503 when it cannot; with room again everything goes on by itself. Nothing
/// that was acknowledged is lost on the way, whether the server lives through it or is killed while the disk is full.
record FullDiskCampaign(Path folder, long seed, int rounds, Progress progress) implements Campaign {
    private static final ByteSize SIZE = ByteSize.ofMebibytes(512);
    private static final int MOST_BLOBS = 2_000;
    private static final int MOST_READS = 60_000;
    private static final int PARALLEL = 16;
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    @Override
    public String name() {
        return "full";
    }

    @Override
    public Outcome run() throws InterruptedException {
        Optional<SmallDisk> disk = SmallDisk.mount(folder, SIZE);
        if (disk.isEmpty()) {
            progress.say("full: SKIPPED, this user may not mount a small file system");
            return new Outcome(Map.of("skipped", "no right to mount a small file system"), List.of());
        }
        try (SmallDisk small = disk.get()) {
            return new Run(small).run();
        }
    }

    /// One run, and what it has seen so far.
    private final class Run {
        private final SmallDisk disk;
        private final Findings findings = new Findings();
        private final RandomGenerator random = Seeds.random(seed);
        private final Map<String, Content> stored = new LinkedHashMap<>();
        private final List<Duration> recoveries = new ArrayList<>();
        private int written;
        private int refused;
        private int readsWhileFull;
        private int readsRefused;
        private int killsWhileFull;

        Run(SmallDisk disk) {
            this.disk = disk;
        }

        Outcome run() throws InterruptedException {
            Path data = disk.path().resolve("data");
            Campaign.configure(data, BUSY_HOUSE);
            int done = 0;
            try (StartedServer server = StartedServer.start(data, ENVIRONMENT)) {
                Stock.expect(201, client(server).send(Ask.of("PUT", "/full", "restype=container")));
                for (; done < rounds && findings.none(); done++) {
                    round(server, done % 2 == 1);
                    progress.say(String.format(
                            Locale.ROOT,
                            "full: round %d of %d on %s; %d blobs written, %d writes refused, %d reads while full, %d refused",
                            done + 1,
                            rounds,
                            disk.kind(),
                            written,
                            refused,
                            readsWhileFull,
                            readsRefused));
                }
            }
            return new Outcome(figures(done), findings.all());
        }

        private Map<String, String> figures(int done) {
            Map<String, String> figures = new LinkedHashMap<>();
            figures.put("file system", disk.kind());
            figures.put("times it ran full", done + ", " + killsWhileFull + " of them with a kill while it was full");
            figures.put("blobs written until then, read back whole", "" + written);
            figures.put("writes answered 507 InsufficientStorage", "" + refused);
            figures.put("reads answered while no byte was left", String.format(Locale.ROOT, "%,d", readsWhileFull));
            figures.put(
                    "reads answered 503 when the ledger had no room", String.format(Locale.ROOT, "%,d", readsRefused));
            figures.put("from room again to the first write", Figures.spread(recoveries));
            return figures;
        }

        private void round(StartedServer server, boolean kill) throws InterruptedException {
            Client client = client(server);
            writeUntilFull(client);
            readAll(client, "while writes are refused");
            disk.fill();
            readUntilRefused(client);
            requireRefused(client);
            if (kill) {
                server.kill();
                killsWhileFull++;
                disk.release();
                server.restart();
                client = client(server);
            } else {
                disk.release();
            }
            readAll(client, "when the ledger had room again");
            deleteMost(client);
            awaitWrite(client);
            new Checks(server, findings).run();
        }

        private Client client(StartedServer server) {
            return new Client(server, server.steward());
        }

        private void writeUntilFull(Client client) {
            for (int i = 0; i < MOST_BLOBS; i++) {
                if (!write(client)) {
                    return;
                }
            }
            findings.add("the disk did not run full after " + MOST_BLOBS + " blobs");
        }

        /// @return whether there was room
        private boolean write(Client client) {
            Content content = Content.of(new Piece(random.nextLong() | 1, 1 + random.nextInt(2 << 20)));
            String path = "/full/blob-" + stored.size() + "-" + written;
            Reply reply = client.send(new Deed.Put(content).ask(path, Kept.NOTHING));
            if (reply instanceof Reply.Answered answer) {
                if (answer.status() == 201) {
                    stored.put(path, content);
                    written++;
                    return true;
                }
                refused++;
                if (answer.status() != 507 || !answer.errorCode().equals("InsufficientStorage")) {
                    findings.add("a write to a full disk was answered " + answer.status() + " " + answer.errorCode()
                            + ": " + answer.text());
                }
            } else {
                findings.add("a write to a full disk got no answer: " + reply);
            }
            return false;
        }

        private void readAll(Client client, String when) {
            stored.forEach((path, content) -> {
                if (client.send(Ask.of("GET", path, "")) instanceof Reply.Answered answer && answer.status() == 200) {
                    if (!content.is(answer.body())) {
                        findings.add("wrong bytes were served for " + path + " " + when);
                    }
                } else {
                    findings.add(path + " could not be read " + when);
                }
            });
        }

        /// With no byte left on the disk, reads go on in the room that the ledger has reserved, until that is used up.
        private void readUntilRefused(Client client) throws InterruptedException {
            String path = stored.keySet().iterator().next();
            for (int i = 0; i < MOST_READS && findings.none(); i += PARALLEL) {
                List<Reply> replies = inParallel(client, Ask.of("HEAD", path, ""));
                long refusals = replies.stream().filter(this::isRefused).count();
                readsWhileFull += (int) (replies.size() - refusals);
                readsRefused += (int) refusals;
                if (refusals == replies.size()) {
                    return;
                }
            }
            findings.add("the ledger did not run out of room after " + MOST_READS + " reads");
        }

        private boolean isRefused(Reply reply) {
            return switch (reply) {
                case Reply.Answered answer when answer.status() == 200 -> false;
                case Reply.Answered answer -> {
                    if (answer.status() != 503) {
                        findings.add("a read without room for its entry was answered " + answer.status() + " "
                                + answer.errorCode());
                    }
                    yield true;
                }
                case Reply.BrokenOff broken -> {
                    findings.add("a read without room for its entry got no answer: " + broken.why());
                    yield true;
                }
            };
        }

        private static List<Reply> inParallel(Client client, Ask ask) throws InterruptedException {
            List<Reply> replies = Collections.synchronizedList(new ArrayList<>());
            List<Thread> threads = new ArrayList<>();
            for (int i = 0; i < PARALLEL; i++) {
                threads.add(Thread.ofVirtual().start(() -> replies.add(client.send(ask))));
            }
            for (Thread thread : threads) {
                thread.join();
            }
            return replies;
        }

        private void requireRefused(Client client) {
            Reply reply = client.send(new Deed.Put(Content.of(new Piece(1, 100))).ask("/full/refused", Kept.NOTHING));
            if (!(reply instanceof Reply.Answered answer && (answer.status() == 507 || answer.status() == 503))) {
                findings.add("a write without room for its entry was answered " + reply);
            }
            refused++;
        }

        private void deleteMost(Client client) {
            List<String> paths = List.copyOf(stored.keySet());
            for (String path : paths.subList(0, paths.size() * 9 / 10)) {
                Reply reply = client.send(new Deed.Delete().ask(path, Kept.NOTHING));
                if (reply instanceof Reply.Answered answer && answer.status() == 202) {
                    stored.remove(path);
                } else {
                    findings.add(path + " could not be deleted from a full disk: " + reply);
                }
            }
        }

        /// Compaction gives the room back by itself.
        private void awaitWrite(Client client) throws InterruptedException {
            Instant start = Instant.now();
            int refusedBefore = refused;
            while (!write(client) && findings.none()) {
                if (Duration.between(start, Instant.now()).compareTo(PATIENCE) > 0) {
                    findings.add("no write succeeded within " + PATIENCE + " after most blobs had been deleted");
                }
                Thread.sleep(200);
            }
            refused = refusedBefore;
            recoveries.add(Duration.between(start, Instant.now()));
        }
    }
}
