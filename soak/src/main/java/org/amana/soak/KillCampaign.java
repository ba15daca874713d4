package org.amana.soak;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.amana.testkit.Seeds;
import org.amana.testkit.StartedServer;

/// `kill -9` at random moments of a mixed load, one in four once more while the server comes back. After each, every
/// client compares what it was answered with what is there, every receipt is looked up in the log, and the operator's
/// checks find nothing.
record KillCampaign(Path folder, long seed, int kills, Progress progress) implements Campaign {
    private static final int MOST_DEEDS = 150;
    private static final Duration LONGEST_LOAD = Duration.ofSeconds(20);
    private static final int LONGEST_PAUSE_MILLIS = 30;
    private static final long FIRST_START_MILLIS = 2_500;

    @Override
    public String name() {
        return "kills";
    }

    @Override
    public Outcome run() throws InterruptedException {
        RandomGenerator random = Seeds.random(seed);
        Findings findings = new Findings();
        Receipts receipts = new Receipts();
        Crowd crowd = new Crowd(seed, receipts, findings);
        List<Duration> starts = new ArrayList<>();
        int done = 0;
        int whileStarting = 0;
        Path data = folder.resolve("data");
        Campaign.configure(data, BUSY_HOUSE);
        try (StartedServer server = StartedServer.start(data, ENVIRONMENT)) {
            LogBook log = new LogBook(server, findings);
            Checks checks = new Checks(server, findings);
            crowd.open(server);
            while (done < kills && findings.none()) {
                int moment = 1 + random.nextInt(MOST_DEEDS);
                Crowd.Shift shift = crowd.begin(server);
                shift.awaitDeeds(moment, LONGEST_LOAD);
                Thread.sleep(random.nextInt(LONGEST_PAUSE_MILLIS)); // the last one need not be the moment
                shift.expectBreakOffs();
                server.kill();
                done++;
                shift.end();
                if (done < kills && random.nextInt(4) == 0) {
                    server.launch();
                    Thread.sleep(random.nextLong(lastStart(starts)));
                    server.kill();
                    done++;
                    whileStarting++;
                }
                Instant start = Instant.now();
                server.restart();
                starts.add(Duration.between(start, Instant.now()));
                crowd.settle(server);
                log.check(receipts);
                checks.run();
                progress.say(String.format(
                        Locale.ROOT,
                        "kills: %d of %d, the last %d deeds into its load; %,d deeds acknowledged, %,d receipts, %,d entries,"
                                + " %d voided, back after %d ms",
                        done,
                        kills,
                        moment,
                        crowd.deeds(),
                        receipts.count(),
                        log.entries(),
                        log.voided(),
                        starts.getLast().toMillis()));
            }
            Map<String, String> figures = new LinkedHashMap<>();
            figures.put("kills", done + ", " + whileStarting + " of them while the server was starting");
            figures.put("writes acknowledged", String.format(Locale.ROOT, "%,d", crowd.deeds()));
            figures.put(
                    "receipts found in the log with action, decision and amounts",
                    String.format(Locale.ROOT, "%,d", receipts.count()));
            figures.put("entries voided at start, none of them acknowledged", "" + log.voided());
            figures.put("start after a kill until it answers", Figures.spread(starts));
            return new Outcome(figures, findings.all());
        }
    }

    /// So that a kill while the server starts meets each part of the start alike, on slow machines too.
    private static long lastStart(List<Duration> starts) {
        return starts.isEmpty() ? FIRST_START_MILLIS : starts.getLast().toMillis();
    }
}
