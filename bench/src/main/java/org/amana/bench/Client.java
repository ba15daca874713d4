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
import java.time.Duration;
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
        expect(201, send(server, "PUT", "/" + name + "?restype=container", new byte[0]));
    }

    static void put(Servers.Account server, String path, byte[] content) {
        expect(201, send(server, "PUT", path, content));
    }

    static void delete(Servers.Account server, String path) {
        expect(202, send(server, "DELETE", path, new byte[0]));
    }

    /// @throws IllegalStateException when there is no such blob
    static void exists(Servers.Account server, String path) {
        expect(200, send(server, "HEAD", path, new byte[0]));
    }

    /// Empty blobs with names spread over a thousand first-level prefixes.
    static void fill(Servers.Account server, String container, int count, String prefix) {
        fill(server, container, count, prefix, new byte[0]);
    }

    /// Blobs with names spread over a thousand first-level prefixes.
    static void fill(Servers.Account server, String container, int count, String prefix, byte[] content) {
        Semaphore places = new Semaphore(Sizes.CLIENTS);
        AtomicLong failed = new AtomicLong();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            IntStream.range(0, count).forEach(i -> {
                places.acquireUninterruptibly();
                threads.execute(() -> {
                    try {
                        String name = String.format(Locale.ROOT, "%s%03d/%07d", prefix, i % 1000, i);
                        put(server, "/" + container + "/" + name, content);
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

    static void pause(Duration length) {
        try {
            Thread.sleep(length);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    private static HttpResponse<InputStream> send(Servers.Account server, String method, String path, byte[] body) {
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
            throw new IllegalStateException(response.request().method() + " "
                    + response.request().uri().getPath() + " answered " + response.statusCode());
        }
    }
}
