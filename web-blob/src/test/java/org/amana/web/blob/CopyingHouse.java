package org.amana.web.blob;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.amana.outbound.OutboundConfig;
import org.amana.web.blob.WireClient.Answer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/// A house for a test that may fetch from this machine, and a server there whose blobs take their time. The copies
/// go to the blob `con/copy`.
abstract class CopyingHouse {
    static final String A = House.ACCOUNT;
    static final OutboundConfig HERE = OutboundConfig.DEFAULTS.allowing("127.0.0.1/32");
    static final int HALF = 200_000;
    static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir
    Path folder;

    House house;
    WireClient client;

    /// By which requests are signed, in Base64; the steward's at first.
    String key = "";

    HttpServer elsewhere;

    /// What is slow elsewhere waits for it.
    final CountDownLatch goOn = new CountDownLatch(1);

    /// How often something was asked for elsewhere.
    final AtomicInteger asked = new AtomicInteger();

    /// That of every blob elsewhere.
    volatile String etag = "\"1\"";

    @BeforeEach
    void open() throws IOException {
        elsewhere = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        elsewhere.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        elsewhere.createContext("/", this::answer);
        elsewhere.start();
        house = new House(folder, InstantSource.system(), HERE);
        client = new WireClient(house.server.port());
        key = house.keys.steward().base64();
        steward("PUT", "/con?restype=container").send();
        steward("PUT", "/con/copy", "x-ms-blob-type", "BlockBlob").send();
    }

    /// Again, after it was left.
    void enter() throws IOException {
        house = new House(folder, InstantSource.system(), HERE, Optional.of(house.keys));
        client = new WireClient(house.server.port());
    }

    void leave() throws IOException {
        client.close();
        house.close();
    }

    @AfterEach
    void shut() throws IOException {
        goOn.countDown();
        leave();
        elsewhere.stop(0);
    }

    /// A blob elsewhere: its first half comes at once, the second, under `/slow`, when it may go on.
    void answer(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        asked.incrementAndGet();
        exchange.getResponseHeaders().set("ETag", etag);
        exchange.getResponseHeaders().set("Content-Type", "text/plain");
        exchange.getResponseHeaders().set("x-ms-meta-of", "source");
        try (exchange) {
            byte[] half = "x".repeat(HALF).getBytes(UTF_8);
            exchange.sendResponseHeaders(200, 2 * HALF);
            exchange.getResponseBody().write(half);
            exchange.getResponseBody().flush();
            if (path.equals("/slow")) {
                goOn.await();
            }
            exchange.getResponseBody().write(half);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    String url(String path) {
        return "http://127.0.0.1:" + elsewhere.getAddress().getPort() + path;
    }

    WireClient.Request steward(String method, String target, String... headers) {
        return client.request(method, "/" + A + target).with(headers).signed(A, key);
    }

    /// Begins a copy of a blob elsewhere, which is pending then.
    Answer begin(String path) throws IOException {
        Answer begun =
                steward("PUT", "/con/copy", "x-ms-copy-source", url(path)).send();
        assertThat(begun.status()).as(begun.toString()).isEqualTo(202);
        assertThat(begun.header("x-ms-copy-status")).hasValue("pending");
        return begun;
    }

    Answer head() throws IOException {
        return steward("HEAD", "/con/copy").send();
    }

    /// Looks until the copy has this status.
    Answer await(String status) throws IOException, InterruptedException {
        Instant until = Instant.now().plus(PATIENCE);
        Answer seen = head();
        while (!seen.header("x-ms-copy-status").orElse("").equals(status)) {
            assertThat(Instant.now()).as(seen.toString()).isBefore(until);
            Thread.sleep(50);
            seen = head();
        }
        return seen;
    }

    void awaitAsked(int times) throws InterruptedException {
        Instant until = Instant.now().plus(PATIENCE);
        while (asked.get() < times) {
            assertThat(Instant.now()).as("asked " + asked + " times").isBefore(until);
            Thread.sleep(20);
        }
    }
}
