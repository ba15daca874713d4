package org.amana.blob;

import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import org.amana.durable.OsDisk;
import org.amana.policy.Action;
import org.amana.policy.Passage;

/// How fast blobs are on this machine, below the wire: run `main` with a folder on the disk in question and, if
/// listings are to be measured too, how many names. Not a test; the figures in `docs/adr/0040-*.md` come from
/// it.
final class BlobThroughput {
    private static final int CLIENTS = 64;
    private static final long NANOS = 5_000_000_000L;
    private static final com.sun.management.OperatingSystemMXBean PROCESS = (com.sun.management.OperatingSystemMXBean)
            java.lang.management.ManagementFactory.getOperatingSystemMXBean();

    private BlobThroughput() {}

    @FunctionalInterface
    private interface Step {
        void run(int client, long number) throws Exception;
    }

    public static void main(String[] arguments) throws Exception {
        Path folder = Files.createTempDirectory(Path.of(arguments[0]), "blobs");
        try (House house = House.build(new OsDisk(), folder, InstantSource.system())) {
            ContainerRef box = house.container("box");
            if (!Boolean.getBoolean("listings")) {
                throughput(house, box);
            }
            for (String names : Arrays.copyOfRange(arguments, 1, arguments.length)) {
                listing(house, Integer.parseInt(names));
            }
        }
    }

    private static void throughput(House house, ContainerRef box) throws Exception {
        byte[] small = new byte[4096];
        byte[] large = new byte[8 << 20];
        measure(
                "4 KiB PUT",
                CLIENTS,
                small.length,
                (client, number) -> house.put(box.blob("c" + client + "/" + number), small));
        measure("4 KiB PUT, one client", 1, small.length, (_, number) -> house.put(box.blob("one/" + number), small));
        measure("4 KiB GET", CLIENTS, small.length, (client, _) -> drain(house, box.blob("c" + client + "/0")));
        measure("HEAD", CLIENTS, 0, (client, _) -> house.properties(box.blob("c" + client + "/0")));
        measure("8 MiB PUT", 4, large.length, (client, _) -> house.put(box.blob("large" + client), large));
        measure("8 MiB GET", 4, large.length, (client, _) -> drain(house, box.blob("large" + client)));
        measure(
                "1 MiB Put Block, one blob",
                16,
                1 << 20,
                (client, number) -> house.putBlock(
                        box.blob("blocks"),
                        House.blockId(client * 1000 + (int) (number % 1000)),
                        Arrays.copyOf(large, 1 << 20)));
    }

    private static void drain(House house, BlobRef blob) throws Exception {
        Passage<Content> passage = house.pass(blob.container(), Action.READ, house.blobs.getBlob(GetBlob.of(blob)));
        try (Content content = passage.orThrow()) {
            content.writeTo(OutputStream.nullOutputStream());
        }
    }

    private static void measure(String what, int clients, int bytes, Step step) throws Exception {
        run(clients, step, NANOS / 4);
        List<Long> nanos = run(clients, step, NANOS);
        nanos.sort(null);
        double perSecond = nanos.size() / (NANOS / 1e9);
        System.out.printf(
                "%-30s %,10.0f/s %,9.1f MB/s   p50 %7.2f ms  p99 %7.2f ms%n",
                what,
                perSecond,
                perSecond * bytes / 1e6,
                nanos.get(nanos.size() / 2) / 1e6,
                nanos.get(nanos.size() * 99 / 100) / 1e6);
    }

    private static List<Long> run(int clients, Step step, long duration) throws Exception {
        long end = System.nanoTime() + duration;
        List<Future<List<Long>>> futures = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int client = 0; client < clients; client++) {
                int it = client;
                futures.add(threads.submit(() -> {
                    List<Long> nanos = new ArrayList<>();
                    for (long number = 0; System.nanoTime() < end; number++) {
                        long start = System.nanoTime();
                        step.run(it, number);
                        nanos.add(System.nanoTime() - start);
                    }
                    return nanos;
                }));
            }
        }
        List<Long> all = new ArrayList<>();
        for (Future<List<Long>> future : futures) {
            all.addAll(future.get());
        }
        return all;
    }

    private static void listing(House house, int names) {
        ContainerRef box = house.container("names" + names);
        long id = house.catalog
                .read(reader -> reader.first("SELECT max(id) AS id FROM container", row -> row.number("id")))
                .orElseThrow();
        for (int from = 0; from < names; from += 10_000) {
            int first = from;
            house.catalog.commit(tx -> {
                for (int i = first; i < Math.min(names, first + 10_000); i++) {
                    BlobName name = new BlobName("folder" + i % 1000 + "/document " + i + ".pdf");
                    CurrentRows.put(
                            tx,
                            BlobListingTest.row(id, name, tx.now()),
                            Optional.of(new byte[40]),
                            Optional.of(new byte[0]));
                }
                return true;
            });
        }
        ListBlobs flat = ListBlobs.of(box);
        time(
                names,
                "flat 5,000",
                () -> house.run(box, Action.LIST, house.blobs.listBlobs(flat))
                        .items()
                        .size());
        String[] markers = new String[20];
        for (int i = 0; i < markers.length; i++) {
            String name = "folder" + ThreadLocalRandom.current().nextInt(1000) + "/";
            markers[i] = ListMarker.at(name).toString();
        }
        int[] next = {0};
        time(
                names,
                "flat 5,000 from the middle",
                () -> house.run(
                                box,
                                Action.LIST,
                                house.blobs.listBlobs(flat.withMarker(markers[next[0]++ % markers.length])))
                        .items()
                        .size());
        time(
                names,
                "1,000 prefixes",
                () -> house.run(box, Action.LIST, house.blobs.listBlobs(flat.withDelimiter("/")))
                        .items()
                        .size());
        time(
                names,
                "one folder, 100 names",
                () -> house.run(
                                box,
                                Action.LIST,
                                house.blobs.listBlobs(flat.withDelimiter("/")
                                        .withPrefix("folder500/")
                                        .withMaxResults(100)))
                        .items()
                        .size());
    }

    /// Processor time beside the time on the clock: other processes do not disturb it.
    private static void time(int names, String what, java.util.function.IntSupplier listing) {
        for (int i = 0; i < 30; i++) {
            int _ = listing.getAsInt();
        }
        int runs = Integer.getInteger("runs", 40);
        int items = 0;
        long least = Long.MAX_VALUE;
        long processor = PROCESS.getProcessCpuTime();
        for (int i = 0; i < runs; i++) {
            long start = System.nanoTime();
            items = listing.getAsInt();
            least = Math.min(least, System.nanoTime() - start);
        }
        System.out.printf(
                "%,9d names, %-28s %5d items  processor %6.2f ms  least %6.2f ms%n",
                names, what, items, (PROCESS.getProcessCpuTime() - processor) / 1e6 / runs, least / 1e6);
    }
}
