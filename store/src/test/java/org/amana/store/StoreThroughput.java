package org.amana.store;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;
import org.amana.durable.OsDisk;
import org.amana.kernel.ByteSize;

/// How fast the store is on this machine: run `main` with a folder on the disk in question. Not a test; the figures
/// in `docs/adr/0010-sqlite-with-group-commit.md` and `0011-extents.md` come from it.
final class StoreThroughput {
    private static final int CLIENTS = 64;
    private static final long NANOS = 4_000_000_000L;

    /// Part of the name of those that are measured.
    private static final String ONLY = System.getProperty("only", "");

    private StoreThroughput() {}

    @FunctionalInterface
    private interface Step {
        void run(int client, long number) throws Exception;
    }

    public static void main(String[] arguments) throws Exception {
        Path folder = Files.createTempDirectory(Path.of(arguments[0]), "throughput");
        try (Extents extents = Extents.open(new OsDisk(), folder.resolve("v1"), ExtentsConfig.DEFAULTS)) {
            ContainerKey key = ContainerKey.create();
            byte[] small = new byte[4096];
            byte[] large = new byte[8 << 20];
            measure("4 KiB durable append", CLIENTS, small.length, (_, _) -> append(extents, key, small));
            measure("8 MiB durable append", 4, large.length, (_, _) -> append(extents, key, large));
            measure("64 MiB durable append", 1, 8L * large.length, (_, _) -> append(extents, key, large, 8));
            Places place = append(extents, key, small);
            Places places = append(extents, key, large);
            AtomicLong sum = new AtomicLong();
            measure(
                    "4 KiB read",
                    CLIENTS,
                    small.length,
                    (_, _) -> extents.read(key, place, 0, small.length, (_, _, length) -> sum.addAndGet(length)));
            measure(
                    "8 MiB read",
                    2,
                    large.length,
                    (_, _) -> extents.read(key, places, 0, large.length, (_, _, length) -> sum.addAndGet(length)));
        }
        try (Catalog catalog =
                Catalog.open(new OsDisk(), folder.resolve("catalog.db"), List.of(SCHEMA), InstantSource.system())) {
            byte[] row = new byte[400];
            measure(
                    "catalog commit, 400 B row + queue row",
                    CLIENTS,
                    row.length,
                    (client, number) -> catalog.commit(tx -> {
                        tx.update(
                                "INSERT INTO blob VALUES (?, ?, ?, ?)",
                                client,
                                "photos/" + client + "/" + number,
                                row,
                                tx.now());
                        return tx.update("INSERT INTO task (name, state) VALUES (?, 'waiting')", "t" + number);
                    }));
            measure(
                    "catalog point read",
                    CLIENTS,
                    400,
                    (client, _) -> catalog.read(reader -> reader.first(
                            "SELECT content FROM blob WHERE container = ? AND name = ?",
                            found -> found.bytes("content"),
                            client,
                            "photos/" + client + "/"
                                    + ThreadLocalRandom.current().nextInt(50))));
        }
    }

    private static final Schema SCHEMA = new Schema("bench", List.of("""
            CREATE TABLE blob (
                container INTEGER NOT NULL,
                name TEXT NOT NULL,
                content BLOB NOT NULL,
                written_at INTEGER NOT NULL,
                PRIMARY KEY (container, name)
            ) STRICT, WITHOUT ROWID;
            CREATE TABLE task (id INTEGER PRIMARY KEY, name TEXT NOT NULL, state TEXT NOT NULL) STRICT;
            CREATE INDEX task_state ON task (state, id);
            """));

    private static Places append(Extents extents, ContainerKey key, byte[] content) {
        return append(extents, key, content, 1);
    }

    private static Places append(Extents extents, ContainerKey key, byte[] content, int times) {
        try (Appending body = extents.append(key, (long) content.length * times)) {
            for (int i = 0; i < times; i++) {
                body.write(content, 0, content.length);
            }
            try (Pending pending = body.finish()) {
                pending.await();
                return pending.places();
            }
        }
    }

    private static void measure(String what, int clients, long bytes, Step step) throws Exception {
        if (!what.contains(ONLY)) {
            return;
        }
        List<long[]> latencies = new ArrayList<>();
        long start = System.nanoTime();
        long cpu = processNanos();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<long[]>> all = new ArrayList<>();
            for (int client = 0; client < clients; client++) {
                int number = client;
                all.add(threads.submit(() -> run(step, number, start + NANOS)));
            }
            for (Future<long[]> each : all) {
                latencies.add(each.get());
            }
        }
        double seconds = (System.nanoTime() - start) / 1e9;
        long[] sorted =
                latencies.stream().flatMapToLong(Arrays::stream).sorted().toArray();
        System.out.printf(
                "%-40s %9.0f/s %12s/s  %6.1f µs of CPU each  p50 %6.2f ms  p99 %6.2f ms  p99.9 %7.2f ms%n",
                what,
                sorted.length / seconds,
                ByteSize.ofBytes((long) (sorted.length / seconds * bytes)),
                (processNanos() - cpu) / 1e3 / sorted.length,
                sorted[sorted.length / 2] / 1e6,
                sorted[(int) (sorted.length * 0.99)] / 1e6,
                sorted[(int) (sorted.length * 0.999)] / 1e6);
    }

    /// Processor time of all threads: what stays comparable when the machine is busy with other things.
    private static long processNanos() {
        return ProcessHandle.current().info().totalCpuDuration().orElseThrow().toNanos();
    }

    private static long[] run(Step step, int client, long until) throws Exception {
        long[] nanos = new long[1 << 16];
        int count = 0;
        for (long now = System.nanoTime(); now < until; count++) {
            step.run(client, count);
            long then = System.nanoTime();
            if (count == nanos.length) {
                nanos = Arrays.copyOf(nanos, 2 * nanos.length);
            }
            nanos[count] = then - now;
            now = then;
        }
        return Arrays.copyOf(nanos, count);
    }
}
