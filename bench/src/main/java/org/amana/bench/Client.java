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
import java.util.Locale;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;

/// What must be stored before anything is measured.
final class Client {
    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private Client() {}

    static void createContainer(Servers.Account server, String name) {
        created(send(server, "/" + name + "?restype=container", new byte[0]));
    }

    static void put(Servers.Account server, String path, byte[] content) {
        created(send(server, path, content));
    }

    /// Empty blobs with names spread over a thousand first-level prefixes.
    static void fill(Servers.Account server, String container, int count, String prefix) {
        Semaphore places = new Semaphore(Sizes.CLIENTS);
        AtomicLong failed = new AtomicLong();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            IntStream.range(0, count).forEach(i -> {
                places.acquireUninterruptibly();
                threads.execute(() -> {
                    try {
                        String name = String.format(Locale.ROOT, "%s%03d/%07d", prefix, i % 1000, i);
                        put(server, "/" + container + "/" + name, new byte[0]);
                    } catch (UncheckedIOException | IllegalStateException _) {
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

    private static HttpResponse<InputStream> send(Servers.Account server, String path, byte[] body) {
        try {
            HttpRequest request = HttpRequest.newBuilder(
                            URI.create(server.peer().origin() + server.target(path)))
                    .PUT(BodyPublishers.ofByteArray(body))
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

    private static void created(HttpResponse<?> response) {
        if (response.statusCode() != 201) {
            throw new IllegalStateException(response.request().uri().getPath() + " answered " + response.statusCode());
        }
    }
}
