package org.amana.soak;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.amana.soak.Client.Ask;
import org.amana.testkit.StartedServer;

/// Everybody who uses a server at once: clerks who write and remember, visitors who read, somebody at the console.
/// They outlive the server, which may be killed and started again between [#begin] and the next.
final class Crowd {
    static final int CLERKS = 10;

    /// Names of one clerk in one container.
    static final int NAMES = 6;

    private static final int VISITORS = 2;
    private static final List<String> CONTAINERS = List.of("shared-0", "shared-1");

    private final long seed;
    private final Receipts receipts;
    private final Findings findings;
    private final List<Clerk> clerks;

    Crowd(long seed, Receipts receipts, Findings findings) {
        this.seed = seed;
        this.receipts = receipts;
        this.findings = findings;
        this.clerks = IntStream.range(0, CLERKS)
                .mapToObj(number -> new Clerk(number, seed, CONTAINERS, findings))
                .toList();
    }

    /// Makes the containers that all share.
    void open(StartedServer server) {
        Desk desk = desk(server, server.steward());
        CONTAINERS.forEach(name -> desk.ask(Ask.of("PUT", "/" + name, "restype=container"), 201, Booked.write(0, 0)));
    }

    /// How many deeds were acknowledged so far.
    long deeds() {
        return clerks.stream().mapToLong(Clerk::deeds).sum();
    }

    private Desk desk(StartedServer server, StartedServer.Key key) {
        return new Desk(new Client(server, key), receipts, findings);
    }

    /// Begins to work on a server.
    Shift begin(StartedServer server) {
        return new Shift(server);
    }

    /// Everybody at work on one running server.
    final class Shift {
        private final Desk writing;
        private final Desk reading;
        private final Reader console;
        private final List<Thread> threads = new ArrayList<>();
        private final long before = deeds();
        private volatile boolean over;

        private Shift(StartedServer server) {
            this.writing = desk(server, server.steward());
            this.reading = desk(server, server.keys().get(1));
            this.console = new Reader(server, findings);
            clerks.forEach(clerk -> begin(() -> clerk.work(writing)));
            for (int i = 0; i < VISITORS; i++) {
                Visitor visitor = new Visitor(reading, CONTAINERS, new Random(seed + i));
                begin(visitor::visit);
            }
            begin(console::turn);
        }

        /// Does one thing and says whether to go on.
        @FunctionalInterface
        private interface Work {
            boolean once();
        }

        private void begin(Runnable work) {
            begin(() -> {
                work.run();
                return true;
            });
        }

        private void begin(Work work) {
            threads.add(Thread.ofVirtual().start(() -> {
                boolean going = true;
                while (!over && going) {
                    going = work.once();
                }
            }));
        }

        /// Waits until so many more deeds are acknowledged in this shift, on a slow machine not for ever.
        void awaitDeeds(long count, Duration longest) throws InterruptedException {
            Instant end = Instant.now().plus(longest);
            while (deeds() < before + count && Instant.now().isBefore(end)) {
                Thread.sleep(1);
            }
        }

        /// From now on the server may go away.
        void expectBreakOffs() {
            writing.expectBreakOffs();
            reading.expectBreakOffs();
            console.expectBreakOffs();
        }

        /// Ends the shift; returns when everybody has put down the pen.
        void end() {
            over = true;
            try {
                for (Thread thread : threads) {
                    thread.join();
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /// Compares what everybody remembers with what the server shows.
    void settle(StartedServer server) {
        Desk desk = desk(server, server.steward());
        Map<String, Inventory> shared = new HashMap<>();
        for (String container : CONTAINERS) {
            shared.put(container, Inventory.take(desk, container).orElse(Inventory.EMPTY));
        }
        List<Thread> threads = clerks.stream()
                .map(clerk -> Thread.ofVirtual().start(() -> clerk.settle(desk, shared)))
                .toList();
        try {
            for (Thread thread : threads) {
                thread.join();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
