package org.amana.soak;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.random.RandomGenerator;
import org.amana.testkit.Seeds;
import org.amana.testkit.StartedServer;

/// A sync that fails under a mixed load: of an extent, the catalog, the ledger's write-ahead file, its tiles, its
/// openings. The process must stop by itself with status 74, no write that was asked for after that moment is
/// acknowledged, and the next start finds everything that was.
record FailedSyncCampaign(Path folder, long seed, int failures, Progress progress) implements Campaign {
    /// EX_IOERR of sysexits.h, as the server says it.
    private static final int STOPPED = 74;

    private static final List<String> PLACES = List.of(
            ".extent", "catalog.db-wal", "ledger/wal", "ledger/public/tile", "private/openings.db", "private/.signed");
    private static final int MOST_DEEDS = 100;
    private static final Duration LONGEST_LOAD = Duration.ofSeconds(20);
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    @Override
    public String name() {
        return "fsync";
    }

    @Override
    public Outcome run() throws InterruptedException {
        Map<String, String> figures = new LinkedHashMap<>();
        Optional<FailingSync> failing = FailingSync.compile(folder.resolve("shim"));
        if (failing.isEmpty()) {
            progress.say("fsync: SKIPPED, there is no C compiler (cc) to make a sync of a real process fail");
            figures.put("skipped", "no C compiler on this machine");
            return new Outcome(figures, List.of());
        }
        return run(failing.get(), figures);
    }

    private Outcome run(FailingSync failing, Map<String, String> figures) throws InterruptedException {
        RandomGenerator random = Seeds.random(seed);
        Findings findings = new Findings();
        Receipts receipts = new Receipts();
        Crowd crowd = new Crowd(seed, receipts, findings);
        List<Duration> stops = new ArrayList<>();
        int first = random.nextInt(PLACES.size());
        int done = 0;
        try (StartedServer server = StartedServer.start(folder.resolve("data"), failing.environment())) {
            LogBook log = new LogBook(server, findings);
            crowd.open(server);
            for (; done < failures && findings.none(); done++) {
                String place = PLACES.get((first + done) % PLACES.size());
                Crowd.Shift shift = crowd.begin(server);
                shift.awaitDeeds(1 + random.nextInt(MOST_DEEDS), LONGEST_LOAD);
                shift.expectBreakOffs();
                failing.arm(place);
                OptionalInt status = server.awaitExit(PATIENCE);
                Instant stopped = Instant.now();
                if (status.isEmpty()) {
                    server.kill();
                }
                shift.end();
                Optional<Instant> failed = failing.disarm();
                if (failed.isEmpty()) {
                    findings.add("no sync of " + place + " came within " + PATIENCE);
                } else if (status.isEmpty() || status.getAsInt() != STOPPED) {
                    findings.add("a sync of " + place + " failed, and the process "
                            + (status.isEmpty() ? "went on" : "ended with status " + status.getAsInt()) + ":\n"
                            + server.log());
                } else {
                    stops.add(Duration.between(failed.get(), stopped));
                    receipts.writesBegunAfter(failed.get())
                            .forEach(what ->
                                    findings.add(what + " was acknowledged although it was asked for after a sync of "
                                            + place + " had failed"));
                }
                server.restart();
                crowd.settle(server);
                log.check(receipts);
                new Checks(server, findings).run();
                progress.say(String.format(
                        Locale.ROOT,
                        "fsync: %d of %d, of %s; %,d deeds acknowledged",
                        done + 1,
                        failures,
                        place,
                        crowd.deeds()));
            }
        }
        figures.put("syncs made to fail under load", done + ", in turn of " + String.join(", ", PLACES));
        figures.put("from the failed sync to the end of the process", Figures.spread(stops));
        figures.put("writes acknowledged before", String.format(Locale.ROOT, "%,d", crowd.deeds()));
        figures.put("receipts found in the log", String.format(Locale.ROOT, "%,d", receipts.count()));
        return new Outcome(figures, findings.all());
    }
}
