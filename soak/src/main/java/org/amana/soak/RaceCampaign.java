package org.amana.soak;

import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.random.RandomGenerator;
import org.amana.testkit.Seeds;

/// Many clients after one blob and one lease. What each was answered must be what it would have been had they come one
/// after the other, in some order that no answer contradicts.
record RaceCampaign(Path folder, long seed, int races, Progress progress) implements Campaign {
    private static final int CLIENTS = 8;
    private static final int DEEDS = 40;

    @Override
    public String name() {
        return "races";
    }

    @Override
    public Outcome run() throws InterruptedException {
        Findings findings = new Findings();
        int done = 0;
        long operations = 0;
        try (Premises premises = Premises.open(folder.resolve("races"), InstantSource.system())) {
            for (; done < races && findings.none(); done++) {
                Premises.Tenant tenant = premises.tenant("race" + done);
                tenant.ask(Client.Ask.of("PUT", "/" + Race.SPOT.container(), "restype=container"));
                if (done % 2 == 0) {
                    operations += run(new Race.ForTheBlob(), tenant, seed + done, findings);
                } else {
                    tenant.ask(
                            Client.Ask.put(Race.SPOT.path(), "", Map.of("x-ms-blob-type", "BlockBlob"), new byte[0]));
                    operations += run(new Race.ForTheLease(), tenant, seed + done, findings);
                }
                if ((done + 1) % Math.max(1, races / 10) == 0) {
                    progress.say("races: " + (done + 1) + " of " + races);
                }
            }
        }
        Map<String, String> figures = new LinkedHashMap<>();
        figures.put("races of " + CLIENTS + " clients, for a blob and for a lease in turn", Integer.toString(done));
        figures.put("operations in them", String.format(Locale.ROOT, "%,d", operations));
        figures.put(
                "histories without an order that explains them",
                Integer.toString(findings.all().size()));
        return new Outcome(figures, findings.all());
    }

    private static <S, O> int run(Race<S, O> race, Premises.Tenant tenant, long raceSeed, Findings findings)
            throws InterruptedException {
        List<List<History.Event<O>>> own = new ArrayList<>();
        List<Thread> threads = new ArrayList<>();
        CountDownLatch start = new CountDownLatch(1);
        for (int client = 0; client < CLIENTS; client++) {
            int number = client;
            List<History.Event<O>> events = new ArrayList<>();
            own.add(events);
            threads.add(Thread.ofVirtual().start(() -> {
                RandomGenerator random = Seeds.random(raceSeed * CLIENTS + number);
                Map<Integer, String> seen = new HashMap<>();
                awaitStart(start);
                for (int i = 0; i < DEEDS; i++) {
                    long begun = System.nanoTime();
                    O operation = race.once(tenant, random, number, seen);
                    events.add(new History.Event<>(begun, System.nanoTime(), operation));
                }
            }));
        }
        start.countDown();
        for (Thread thread : threads) {
            thread.join();
        }
        History<O> history = new History<>(own.stream().flatMap(List::stream).toList());
        if (history.events().size() < CLIENTS * DEEDS) {
            findings.add("seed " + raceSeed + ": a client ended early, after "
                    + own.stream().map(List::size).toList());
        } else if (!history.isLinearizable(race.initial(), race)) {
            StringBuilder told = new StringBuilder("seed " + raceSeed + ": no order explains these answers:");
            history.events().forEach(event -> told.append("\n  ").append(event));
            findings.add(told.toString());
        }
        return history.events().size();
    }

    private static void awaitStart(CountDownLatch start) {
        try {
            start.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
