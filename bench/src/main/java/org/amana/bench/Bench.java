package org.amana.bench;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.amana.bench.Comparison.Outcome;
import org.amana.bench.Comparison.Side;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `amana bench`: every claim about speed, measured against its peer in the same run.
@Command(
        name = "bench",
        description = "Measures Amana beside its peers in the same run; writes a table to bench/results/.",
        mixinStandardHelpOptions = true)
public final class Bench implements Callable<Integer> {
    private static final int SMALL = 4 << 10;
    private static final int MEDIUM = 4 << 20;
    private static final int LARGE = 8 << 20;
    private static final int CLIENTS = 64;
    private static final int LARGE_CLIENTS = 8;
    private static final int PAGE = 5_000;

    @Option(names = "--home", description = "The checkout (default: ${DEFAULT-VALUE}).", defaultValue = ".")
    private Path home;

    @Option(names = "--scratch", description = "A folder on the disk to measure (default: a temporary one).")
    private Path scratch;

    @Option(
            names = "--rounds",
            description = "Rounds of each comparison (default: ${DEFAULT-VALUE}).",
            defaultValue = "5")
    private int rounds;

    @Option(names = "--seconds", description = "Length of each load (default: ${DEFAULT-VALUE}).", defaultValue = "5")
    private int seconds;

    @Option(
            names = "--names",
            description = "Names of the large container (default: ${DEFAULT-VALUE}).",
            defaultValue = "1000000")
    private int names;

    @Option(names = "--azurite", description = "Azurite's main program, installed from npm.")
    private Path azurite;

    @Option(
            names = "--only",
            split = ",",
            description = "Some of: files, nginx, azurite, listing, idle (default: all).",
            defaultValue = "files,nginx,azurite,listing,idle")
    private Set<String> only;

    private final List<String> table = new ArrayList<>();
    private int run;

    public static void main(String[] arguments) {
        System.exit(new CommandLine(new Bench()).execute(arguments));
    }

    @Override
    public Integer call() throws IOException {
        Path folder = scratch == null ? Files.createTempDirectory("amana-bench") : Files.createDirectories(scratch);
        Servers servers = new Servers(home.toAbsolutePath().normalize(), folder.toAbsolutePath());
        boolean met = true;
        if (only.contains("files")) {
            met &= besideOneFilePerObject(servers);
        }
        if (only.contains("nginx")) {
            met &= besideNginx(servers);
        }
        if (only.contains("azurite")) {
            met &= besideAzurite(servers);
        }
        if (only.contains("listing")) {
            met &= listingAndVerifying(servers);
        }
        if (only.contains("idle")) {
            met &= idle(servers);
        }
        Results.write(home.resolve("bench/results"), table);
        return met ? 0 : 1;
    }

    private boolean besideOneFilePerObject(Servers servers) throws IOException {
        try (Servers.Account amana = servers.amana();
                Peer files = servers.filePerObject()) {
            createContainer(amana, "bench");
            return note(new Comparison(
                    "durable PUT 4 KiB, 64 clients",
                    "/s",
                    new Side(
                            "Amana",
                            () -> puts(
                                    amana.peer().origin(), amana.account() + "/bench/", amana.sas(), SMALL, CLIENTS)),
                    new Side("one file per object, fsync", () -> puts(files.origin(), "/", "", SMALL, CLIENTS)),
                    2,
                    false));
        }
    }

    private boolean besideNginx(Servers servers) throws IOException {
        byte[] small = random(SMALL);
        byte[] large = random(LARGE);
        try (Servers.Account amana = servers.amana();
                Peer nginx = servers.nginx(Map.of("small", small, "large", large))) {
            createContainer(amana, "bench");
            put(amana, "/bench/small", small);
            put(amana, "/bench/large", large);
            boolean met = note(new Comparison(
                    "GET 8 MiB, 8 clients",
                    "/s",
                    new Side("Amana", () -> gets(amana.peer().origin(), amana.target("/bench/large"), LARGE_CLIENTS)),
                    new Side("nginx", () -> gets(nginx.origin(), "/large", LARGE_CLIENTS)),
                    0.5,
                    false));
            met &= note(new Comparison(
                    "GET 4 KiB, 64 clients",
                    "/s",
                    new Side("Amana", () -> gets(amana.peer().origin(), amana.target("/bench/small"), CLIENTS)),
                    new Side("nginx", () -> gets(nginx.origin(), "/small", CLIENTS)),
                    0.15,
                    false));
            return met;
        }
    }

    private boolean besideAzurite(Servers servers) throws IOException {
        if (azurite == null) {
            throw new IllegalArgumentException("--azurite names Azurite's main program");
        }
        boolean met = true;
        try (Servers.Account amana = servers.amana();
                Servers.Account other = servers.azurite(azurite)) {
            for (Servers.Account server : List.of(amana, other)) {
                createContainer(server, "bench");
                put(server, "/bench/small", random(SMALL));
                put(server, "/bench/medium", random(MEDIUM));
                createContainer(server, "names");
                fill(server, "names", PAGE, "");
            }
            met &= pair(
                    "GET 4 KiB, 64 clients",
                    amana,
                    other,
                    3,
                    s -> gets(s.peer().origin(), s.target("/bench/small"), CLIENTS));
            met &= pair(
                    "GET 4 MiB, 8 clients",
                    amana,
                    other,
                    1.5,
                    s -> gets(s.peer().origin(), s.target("/bench/medium"), LARGE_CLIENTS));
            met &= pair(
                    "list 5,000 names",
                    amana,
                    other,
                    8,
                    s -> gets(s.peer().origin(), s.target("/names?restype=container&comp=list"), 1));
            met &= pair(
                    "PUT 4 KiB, 64 clients",
                    amana,
                    other,
                    5,
                    s -> puts(s.peer().origin(), s.account() + "/bench/", s.sas(), SMALL, CLIENTS));
            met &= pair(
                    "PUT 4 MiB, 8 clients",
                    amana,
                    other,
                    1.5,
                    s -> puts(s.peer().origin(), s.account() + "/bench/", s.sas(), MEDIUM, LARGE_CLIENTS));
        }
        return met;
    }

    private interface Measure {
        double of(Servers.Account server);
    }

    private boolean pair(String name, Servers.Account amana, Servers.Account other, double target, Measure measure) {
        return note(new Comparison(
                name,
                "/s",
                new Side("Amana", () -> measure.of(amana)),
                new Side("Azurite", () -> measure.of(other)),
                target,
                false));
    }

    /// A container of many names beside one of a tenth; then the log that filling them has written.
    private boolean listingAndVerifying(Servers servers) throws IOException {
        Path data;
        String key;
        boolean met;
        try (Servers.Account amana = servers.amana()) {
            data = servers.dataOf(amana);
            key = Servers.verifierKey(data);
            createContainer(amana, "tenth");
            createContainer(amana, "whole");
            fill(amana, "tenth", names / 10, "dir/");
            fill(amana, "whole", names, "dir/");
            met = note(listing("list 5,000 of " + names + " names", amana, "&maxresults=5000&prefix=dir/5"));
            met &= note(listing("first-level prefixes of " + names + " names", amana, "&delimiter=/&prefix=dir/"));
        }
        boolean verified = verifying(data, key);
        return met && verified;
    }

    private Comparison listing(String name, Servers.Account amana, String query) {
        String rest = "?restype=container&comp=list" + query;
        return new Comparison(
                name,
                "µs",
                new Side("Amana", () -> median(amana.peer().origin(), amana.target("/whole" + rest))),
                new Side("the same among a tenth", () -> median(amana.peer().origin(), amana.target("/tenth" + rest))),
                1.3,
                true);
    }

    private boolean verifying(Path data, String key) {
        Instant start = Instant.now();
        int status = Verification.run(data, key);
        double took = Duration.between(start, Instant.now()).toMillis() / 1e3;
        long entries = Verification.entries(data);
        double rate = entries / took;
        return fact(
                        "verify " + String.format(Locale.ROOT, "%,d", entries) + " entries, status " + status,
                        rate,
                        "entries/s",
                        200_000,
                        true)
                && status == 0;
    }

    private boolean idle(Servers servers) throws IOException {
        Instant start = Instant.now();
        try (Servers.Account amana = servers.amana()) {
            double startSeconds = Duration.between(start, Instant.now()).toMillis() / 1e3;
            createContainer(amana, "idle");
            pause(Duration.ofSeconds(20));
            boolean met =
                    fact("start to first answered request, launcher included", startSeconds * 1000, "ms", 3_000, false);
            boolean small = fact("resident memory when idle", amana.peer().residentBytes() / 1e6, "MB", 400, false);
            return met && small;
        }
    }

    private boolean note(Comparison comparison) {
        Outcome outcome = comparison.run(rounds, System.out);
        table.add(outcome.row());
        System.out.println(outcome.row());
        return outcome.met();
    }

    private boolean fact(String name, double value, String unit, double target, boolean atLeast) {
        boolean met = atLeast ? value >= target : value <= target;
        String row = String.format(
                Locale.ROOT,
                "| %s | %,.0f %s | | | %s %,.0f | %s |",
                name,
                value,
                unit,
                atLeast ? "≥" : "≤",
                target,
                met ? "yes" : "**no**");
        table.add(row);
        System.out.println(row);
        return met;
    }

    private double puts(String origin, String prefix, String query, int size, int clients) {
        List<String> arguments = List.of(prefix, query, "" + size, "r" + ++run);
        return new Load(origin, "put", arguments, clients, Duration.ofSeconds(seconds))
                .run()
                .perSecond();
    }

    private double gets(String origin, String target, int clients) {
        return new Load(origin, "get", List.of(target), clients, Duration.ofSeconds(seconds))
                .run()
                .perSecond();
    }

    private double median(String origin, String target) {
        return new Load(origin, "get", List.of(target), 1, Duration.ofSeconds(seconds))
                .run()
                .p50();
    }

    private static void createContainer(Servers.Account server, String name) {
        expect(201, send(server, "/" + name + "?restype=container", "PUT", new byte[0]));
    }

    private static void put(Servers.Account server, String path, byte[] content) {
        expect(201, send(server, path, "PUT", content));
    }

    /// Empty blobs with names spread over a thousand first-level prefixes.
    private static void fill(Servers.Account server, String container, int count, String prefix) {
        Semaphore places = new Semaphore(CLIENTS);
        AtomicLong failed = new AtomicLong();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            IntStream.range(0, count).forEach(i -> {
                places.acquireUninterruptibly();
                threads.execute(() -> {
                    try {
                        String name = String.format(Locale.ROOT, "%s%03d/%07d", prefix, i % 1000, i);
                        if (send(server, "/" + container + "/" + name, "PUT", new byte[0])
                                        .statusCode()
                                != 201) {
                            failed.incrementAndGet();
                        }
                    } catch (UncheckedIOException _) {
                        failed.incrementAndGet();
                    } finally {
                        places.release();
                    }
                });
            });
        }
        if (failed.get() > 0) {
            throw new IllegalStateException(failed + " of " + count + " blobs were not stored");
        }
    }

    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private static HttpResponse<InputStream> send(Servers.Account server, String path, String method, byte[] body) {
        try {
            HttpRequest request = HttpRequest.newBuilder(
                            URI.create(server.peer().origin() + server.target(path)))
                    .method(method, BodyPublishers.ofByteArray(body))
                    .header("x-ms-version", "2021-12-02")
                    .header("x-ms-blob-type", "BlockBlob")
                    .build();
            HttpResponse<InputStream> response = HTTP.send(request, BodyHandlers.ofInputStream());
            response.body().readAllBytes();
            return response;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    private static void expect(int status, HttpResponse<?> response) {
        if (response.statusCode() != status) {
            throw new IllegalStateException(response.request().uri().getPath() + " answered " + response.statusCode());
        }
    }

    private static byte[] random(int size) {
        byte[] bytes = new byte[size];
        new Random(size).nextBytes(bytes);
        return bytes;
    }

    private static void pause(Duration duration) {
        try {
            Thread.sleep(duration);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }
}
