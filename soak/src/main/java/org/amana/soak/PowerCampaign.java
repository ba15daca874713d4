package org.amana.soak;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.amana.testkit.Folders;
import org.amana.testkit.Seeds;
import org.amana.testkit.StartedServer;
import org.amana.testkit.Tearing;

/// Power cuts. A server works under a recorder; then, for moments anywhere in the recording, the disk is made as it
/// could be found had the power been cut there: each sector and name that was not synced kept, lost, in an earlier
/// version, or turned to noise. Each such disk must open, show everything that had been answered, have the receipts in
/// its log, and satisfy `fsck`, `scrub` and `verify`. The next recording begins on one of these disks, so that power is
/// cut during recoveries too.
record PowerCampaign(Path folder, long seed, int points, Progress progress) implements Campaign {
    private static final String CONTAINER = "papers";
    private static final List<Tearing> TEARINGS = List.of(Tearing.values());
    private static final int SCRIBES = 6;
    private static final int DEEDS_BEFORE_STOP = 220;
    private static final int DEEDS_BEFORE_KILL = 120;
    private static final int POINTS_IN_A_ROUND = 700;
    private static final int CHECKED_AT_ONCE = Runtime.getRuntime().availableProcessors();

    /// What is done each second has been done by then: tiles, a checkpoint, compaction.
    private static final int UPKEEP_MILLIS = 2_200;

    /// Extents so small that they fill up, and are compacted while they are watched.
    private static final String SMALL_HOUSE = """
            extents.size=1 MiB
            extents.retention=1s
            compaction.every=1s
            """;

    @Override
    public String name() {
        return "power";
    }

    @Override
    public Outcome run() throws InterruptedException {
        String obstacle = Recorder.obstacle();
        if (!obstacle.isEmpty()) {
            return new Outcome(Map.of("skipped", obstacle), List.of());
        }
        Findings findings = new Findings();
        Tally tally = new Tally();
        Map<Spot, Kept> known = Map.of();
        try {
            while (tally.points < points && findings.none()) {
                Path data = folder.resolve("data");
                Campaign.configure(data, SMALL_HOUSE);
                TracedFolder disk = TracedFolder.of(data);
                Recording recording = observe(data, known, ++tally.rounds, findings);
                if (findings.none()) {
                    tally.calls += recording.calls().size();
                    known = cut(recording, disk, tally, findings);
                    progress.say(tally.words(points));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new Outcome(tally.figures(), findings.all());
    }

    /// Figures over all rounds.
    private static final class Tally {
        private final Map<Tearing, Integer> byTearing = new TreeMap<>();
        private final Map<String, Integer> byCall = new TreeMap<>();
        private int rounds;
        private int points;
        private long calls;
        private long answers;

        void add(Tearing tearing, String call, Desired desired) {
            points++;
            answers += desired.answered().size();
            byTearing.merge(tearing, 1, Integer::sum);
            byCall.merge(call, 1, Integer::sum);
        }

        String words(int wanted) {
            return String.format(
                    Locale.ROOT,
                    "power: cut at %,d of %,d moments, in %d recordings of %,d calls; looked %,d times for an answer's effect",
                    points,
                    wanted,
                    rounds,
                    calls,
                    answers);
        }

        Map<String, String> figures() {
            Map<String, String> figures = new LinkedHashMap<>();
            figures.put("moments at which the power was cut", String.format(Locale.ROOT, "%,d", points));
            byTearing.forEach((tearing, count) -> figures.put(
                    switch (tearing) {
                        case LOST -> "of these, all that was not synced lost";
                        case SECTORS -> "each sector and name kept, lost or earlier";
                        case GARBLED -> "and noise among them";
                    },
                    String.format(Locale.ROOT, "%,d", count)));
            figures.put("calls in " + rounds + " recordings", String.format(Locale.ROOT, "%,d", calls));
            figures.put(
                    "effects and receipts of answers that were looked for", String.format(Locale.ROOT, "%,d", answers));
            figures.put(
                    "last call before the cut",
                    String.join(
                            ", ",
                            byCall.entrySet().stream().map(Object::toString).toList()));
            return figures;
        }
    }

    /// Lets a server work, stop, start again and be killed.
    private Recording observe(Path data, Map<Spot, Kept> known, int round, Findings findings)
            throws IOException, InterruptedException {
        List<Scribe> scribes = IntStream.range(0, SCRIBES)
                .mapToObj(number -> new Scribe(number, seed * 31 + round, CONTAINER, known))
                .toList();
        Recorder recorder = new Recorder(folder);
        try (StartedServer server = StartedServer.observed(data, ENVIRONMENT, recorder.program(1))) {
            new Client(server, server.steward()).send(Client.Ask.of("PUT", "/" + CONTAINER, "restype=container"));
            work(server, scribes, DEEDS_BEFORE_STOP, round, findings);
            Thread.sleep(UPKEEP_MILLIS);
            server.stop();
            List<SystemCall> calls = new ArrayList<>(recorder.recorded(1));
            server.observedBy(recorder.program(2));
            server.restart();
            work(server, scribes, DEEDS_BEFORE_KILL, round, findings);
            server.kill();
            calls.addAll(recorder.recorded(2));
            return new Recording(
                    data,
                    known,
                    calls,
                    scribes.stream().map(Scribe::notes).toList(),
                    server.account(),
                    server.steward().key(),
                    server.verifierKey());
        }
    }

    private static void work(StartedServer server, List<Scribe> scribes, int deeds, int round, Findings findings)
            throws InterruptedException {
        Client client = new Client(server, server.steward());
        List<Thread> threads = new ArrayList<>();
        for (Scribe scribe : scribes) {
            threads.add(Thread.ofVirtual().start(() -> {
                int left = deeds / SCRIBES;
                while (left > 0 && scribe.work(client, findings, "r" + round)) {
                    left--;
                }
            }));
        }
        for (Thread thread : threads) {
            thread.join();
        }
    }

    /// Cuts the power at moments of a recording. The disk of one of them becomes the data folder.
    ///
    /// @param disk what was there before
    /// @return what stands on that disk
    private Map<Spot, Kept> cut(Recording recording, TracedFolder disk, Tally tally, Findings findings)
            throws IOException, InterruptedException {
        RandomGenerator random = Seeds.random(seed * 77 + tally.rounds);
        List<Integer> chosen = chosen(recording, Math.min(POINTS_IN_A_ROUND, points - tally.points), random);
        int kept = chosen.get(chosen.size() / 2 + random.nextInt((chosen.size() + 1) / 2));
        Set<Integer> moments = new HashSet<>(chosen);
        Set<String> sent = new HashSet<>();
        Map<Spot, Kept> next = new HashMap<>();
        Semaphore room = new Semaphore(CHECKED_AT_ONCE);
        try (ExecutorService checkers = Executors.newFixedThreadPool(
                CHECKED_AT_ONCE, Thread.ofPlatform().name("check-", 0).factory())) {
            for (int i = 0; i < recording.calls().size() && findings.none(); i++) {
                SystemCall call = recording.calls().get(i);
                disk.apply(call);
                sent.addAll(Recording.answered(call));
                if (moments.contains(i)) {
                    Tearing tearing = TEARINGS.get(random.nextInt(TEARINGS.size()));
                    PowerCut cut = new PowerCut(
                            place(tally.rounds, i),
                            Desired.at(recording.known(), recording.notes(), sent),
                            recording,
                            "seed " + seed + ", recording " + tally.rounds + ", call " + i + " of "
                                    + recording.calls().size() + " (" + recording.words(call) + "), " + tearing);
                    room.acquire();
                    disk.afterPowerCut(cut.folder(), random, tearing);
                    tally.add(tearing, recording.words(call), cut.desired());
                    boolean keeps = i == kept;
                    checkers.execute(() -> {
                        Map<Spot, Kept> there = cut.check(findings);
                        room.release();
                        if (keeps) {
                            next.putAll(there);
                        } else if (findings.none()) {
                            Folders.delete(cut.folder());
                        }
                    });
                }
            }
        }
        return findings.none() ? become(recording.data(), place(tally.rounds, kept), next) : Map.of();
    }

    private Path place(int round, int call) {
        return folder.resolve("cut-" + round + "-" + call);
    }

    /// Moments of all kinds of calls alike, in their order: of some there are few.
    private static List<Integer> chosen(Recording recording, int count, RandomGenerator random) {
        Map<String, List<Integer>> byCall = new TreeMap<>();
        for (int moment : recording.moments()) {
            byCall.computeIfAbsent(recording.words(recording.calls().get(moment)), _ -> new ArrayList<>())
                    .add(moment);
        }
        List<List<Integer>> kinds = new ArrayList<>(byCall.values());
        List<Integer> all = recording.moments();
        Set<Integer> chosen = new TreeSet<>();
        while (chosen.size() < Math.min(count, all.size() / 2)) {
            List<Integer> from = random.nextBoolean() ? all : kinds.get(random.nextInt(kinds.size()));
            chosen.add(from.get(random.nextInt(from.size())));
        }
        return new ArrayList<>(chosen);
    }

    private static Map<Spot, Kept> become(Path data, Path disk, Map<Spot, Kept> there) throws IOException {
        Folders.delete(data);
        if (!Files.exists(disk.resolve("connection.json"))) {
            Folders.delete(disk); // it was cut before there was a server to speak of: begin anew
            return Map.of();
        }
        Files.move(disk, data);
        return there;
    }
}
