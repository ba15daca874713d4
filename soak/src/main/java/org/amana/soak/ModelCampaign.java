package org.amana.soak;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.amana.testkit.Folders;
import org.amana.testkit.ManualClock;
import org.amana.testkit.Seeds;

/// Random operations asked of the Blob API, from its wire protocol down to the disk, and of a simple model in memory.
/// Every answer must be the same, and in the end everything that is there. What differs is told with the fewest steps
/// that show it.
///
/// @param lanes houses that are asked at once, each by one client, so that every run can be repeated. A house
///     is checked by `fsck` and `scrub` after twenty runs, and another is built
record ModelCampaign(Path folder, long seed, long operations, int lanes, Progress progress) implements Campaign {
    private static final int STEPS = 1_000;
    private static final int RUNS_IN_A_HOUSE = 20;

    @Override
    public String name() {
        return "model";
    }

    @Override
    public Outcome run() throws InterruptedException {
        Findings findings = new Findings();
        AtomicLong done = new AtomicLong();
        AtomicLong told = new AtomicLong();
        List<Thread> threads = new ArrayList<>();
        for (int lane = 0; lane < lanes; lane++) {
            int number = lane;
            threads.add(Thread.ofPlatform().name("lane-" + lane).start(() -> lane(number, findings, done, told)));
        }
        for (Thread thread : threads) {
            thread.join();
        }
        Map<String, String> figures = new LinkedHashMap<>();
        figures.put("operations asked of the server and of the model", String.format(Locale.ROOT, "%,d", done.get()));
        figures.put("answers that differ", "" + findings.all().size());
        figures.put(
                "at a time",
                lanes + " houses, each asked by one client; an account for every "
                        + String.format(Locale.ROOT, "%,d", STEPS) + " operations");
        return new Outcome(figures, findings.all());
    }

    private void lane(int number, Findings findings, AtomicLong done, AtomicLong told) {
        try {
            for (int house = 0; done.get() < operations && findings.none(); house++) {
                Path place = folder.resolve("lane-" + number + "-house-" + house);
                house(
                        place,
                        seed * 1_000_003 + number * 500_009L + house * (long) RUNS_IN_A_HOUSE,
                        findings,
                        done,
                        told);
                if (findings.none()) {
                    Folders.delete(place); // what was found can be looked at; all else would fill the disk
                }
            }
        } catch (RuntimeException e) {
            findings.add("lane " + number + " ended: " + Failures.trace(e));
        }
    }

    private void house(Path place, long firstSeed, Findings findings, AtomicLong done, AtomicLong told) {
        ManualClock clock = new ManualClock();
        try (Premises premises = Premises.open(place, clock)) {
            ModelRun run = new ModelRun(premises, clock);
            for (int i = 0; i < RUNS_IN_A_HOUSE && done.get() < operations && findings.none(); i++) {
                long own = firstSeed + i;
                long before = run.done();
                StepChoice choice = new StepChoice(Seeds.random(own));
                List<Step> steps = choice.steps(STEPS);
                run.differences(steps)
                        .ifPresent(difference ->
                                findings.add("seed " + own + ": " + difference + "\n\nshrunk: " + run.shrunk(steps)));
                done.addAndGet(run.done() - before);
                tell(done.get(), told);
            }
            premises.findings().forEach(finding -> findings.add("seeds from " + firstSeed + ": " + finding));
        }
    }

    private void tell(long done, AtomicLong told) {
        long tenth = Math.max(1, operations / 20);
        long step = done / tenth;
        if (told.getAndUpdate(before -> Math.max(before, step)) < step) {
            progress.say(String.format(Locale.ROOT, "model: %,d of %,d operations", done, operations));
        }
    }
}
