package org.amana.web.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Flow;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLSocket;
import org.amana.kernel.ByteSize;
import org.amana.testkit.TestCertificate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("slow")
class SecureServerTest {
    private static Tls tls;
    private static SSLContext trusting;

    private HttpServer server;

    @BeforeAll
    static void makeKeys(@TempDir Path folder) throws Exception {
        TestCertificate own = TestCertificate.make(folder);
        tls = new Tls(own.key(), List.of(own.certificate()));
        trusting = own.trusting();
    }

    @AfterEach
    void stop() {
        if (server != null) {
            server.close();
        }
    }

    private void start(HttpConfig config, Handler handler) {
        server = HttpServer.start(config, tls, handler);
    }

    private void start(Handler handler) {
        start(HttpConfig.at("127.0.0.1", 0), handler);
    }

    private static HttpClient client(HttpClient.Version version) {
        return HttpClient.newBuilder().version(version).sslContext(trusting).build();
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("https://localhost:" + server.port() + path));
    }

    private static void text(Exchange exchange, String text) throws IOException {
        exchange.send(text.getBytes(StandardCharsets.UTF_8));
    }

    @ParameterizedTest
    @EnumSource(HttpClient.Version.class)
    void bothProtocolsCarryRequestAndAnswer(HttpClient.Version version) throws Exception {
        start(exchange -> {
            byte[] body = exchange.body().readAllBytes();
            exchange.set(
                    "x-ms-seen",
                    exchange.method() + " " + exchange.rawPath() + "|" + exchange.rawQuery() + "|"
                            + exchange.scheme() + "|" + exchange.secure() + "|" + exchange.host() + "|"
                            + exchange.contentLength().orElse(-1) + "|" + exchange.remoteAddress());
            exchange.send(body);
        });
        byte[] body = new byte[3_000_001];
        new Random(7).nextBytes(body);
        HttpResponse<byte[]> answer = client(version)
                .send(
                        request("/a/c//x%2Fy/./z%252F?b=1+2&C=%20")
                                .PUT(BodyPublishers.ofByteArray(body))
                                .build(),
                        BodyHandlers.ofByteArray());
        assertThat(answer.version()).isEqualTo(version);
        assertThat(answer.body()).isEqualTo(body);
        assertThat(answer.headers().firstValue("x-ms-seen"))
                .hasValue("PUT /a/c//x%2Fy/./z%252F|b=1+2&C=%20|https|true|localhost:" + server.port()
                        + "|3000001|127.0.0.1");
    }

    @Test
    void overHttp2RequestsShareAConnectionAndOneThatWaitsHoldsUpNoOther() throws Exception {
        CountDownLatch released = new CountDownLatch(1);
        start(exchange -> {
            if (exchange.rawPath().equals("/waits")) {
                await(released);
            }
            text(exchange, exchange.rawPath());
        });
        try (HttpClient client = client(HttpClient.Version.HTTP_2)) {
            client.send(request("/first").build(), BodyHandlers.ofString());
            var waiting = client.sendAsync(request("/waits").build(), BodyHandlers.ofString());
            for (int i = 0; i < 20; i++) {
                assertThat(client.send(request("/" + i).build(), BodyHandlers.ofString())
                                .body())
                        .isEqualTo("/" + i);
            }
            assertThat(server.connections()).isEqualTo(1);
            released.countDown();
            assertThat(waiting.get(30, TimeUnit.SECONDS).body()).isEqualTo("/waits");
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /// What keeps a client from dawdling over its headers must not cut off one that has nothing to ask just now.
    @ParameterizedTest
    @EnumSource(HttpClient.Version.class)
    void aConnectionAtRestStaysOpen(HttpClient.Version version) throws Exception {
        start(
                HttpConfig.at("127.0.0.1", 0)
                        .waiting(Duration.ofSeconds(30), Duration.ofSeconds(1), Duration.ofSeconds(1)),
                exchange -> text(exchange, "here"));
        try (HttpClient client = client(version)) {
            greet(client);
            Thread.sleep(3_000);
            assertThat(server.connections()).isEqualTo(1);
            assertThat(client.send(request("/").build(), BodyHandlers.ofString())
                            .body())
                    .isEqualTo("here");
        }
    }

    /// A client that is busy loading its classes may dawdle over its first handshake, and is cut off.
    private void greet(HttpClient client) throws Exception {
        for (int tries = 1; ; tries++) {
            try {
                client.send(request("/").build(), BodyHandlers.ofString());
                return;
            } catch (IOException e) {
                if (tries == 10) {
                    throw e;
                }
            }
        }
    }

    /// By the time of silence, and by its rate where that is what counts.
    @ParameterizedTest
    @CsvSource({"2, 1", "600, 4000000000"})
    void overHttp2AClientThatStopsReadingIsCutOff(long idleSeconds, long slowestBytes) throws Exception {
        CountDownLatch gaveUp = new CountDownLatch(1);
        start(
                HttpConfig.at("127.0.0.1", 0)
                        .waiting(Duration.ofSeconds(idleSeconds), Duration.ofSeconds(60), Duration.ofSeconds(2))
                        .atLeast(ByteSize.ofBytes(slowestBytes)),
                exchange -> {
                    try (OutputStream out = exchange.stream(200_000_000)) {
                        for (int i = 0; i < 200; i++) {
                            out.write(new byte[1_000_000]);
                        }
                    } catch (IOException e) {
                        gaveUp.countDown();
                        throw e;
                    }
                });
        HttpClient client = client(HttpClient.Version.HTTP_2); // to close it would wait for the answer
        var _ = client.sendAsync(request("/").build(), _ -> new NeverReads());
        assertThat(gaveUp.await(30, TimeUnit.SECONDS)).isTrue();
        client.shutdownNow();
    }

    private static final class NeverReads implements HttpResponse.BodySubscriber<Void> {
        private final CompletableFuture<Void> never = new CompletableFuture<>();

        @Override
        public CompletionStage<Void> getBody() {
            return never;
        }

        @Override
        public void onSubscribe(Flow.Subscription subscription) {
            // Asks for nothing.
        }

        @Override
        public void onNext(List<ByteBuffer> item) {}

        @Override
        public void onError(Throwable thrown) {
            never.completeExceptionally(thrown);
        }

        @Override
        public void onComplete() {
            never.complete(null);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/a/c/../../../x", "/a/c/%zz", "/a/c/%", "/a/c/%00%01", "/a/c/x%2Fy%2e%2E", "//a//", "/.."})
    void overHttp11NamesArriveByteForByteToo(String path) throws Exception {
        start(exchange -> text(exchange, exchange.rawPath()));
        try (SSLSocket socket = (SSLSocket)
                        trusting.getSocketFactory().createSocket(InetAddress.getLoopbackAddress(), server.port());
                RawClient client = new RawClient(socket)) {
            client.send("GET " + path + " HTTP/1.1\r\nHost: h\r\n\r\n");
            assertThat(client.read().text()).isEqualTo(path);
        }
    }

    @Test
    void bothVersionsOfTlsAreSpokenAndTheClearIsNot() throws Exception {
        start(exchange -> text(exchange, "here"));
        for (String version : List.of("TLSv1.2", "TLSv1.3")) {
            try (SSLSocket socket = (SSLSocket)
                    trusting.getSocketFactory().createSocket(InetAddress.getLoopbackAddress(), server.port())) {
                socket.setEnabledProtocols(new String[] {version});
                socket.startHandshake();
                assertThat(socket.getSession().getProtocol()).isEqualTo(version);
            }
        }
        try (RawClient client = new RawClient(server.port())) {
            client.trySend("GET / HTTP/1.1\r\nHost: h\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            assertThatThrownBy(client::read).isInstanceOf(IOException.class);
        }
        try (SSLSocket socket = (SSLSocket) SSLContext.getDefault()
                .getSocketFactory()
                .createSocket(InetAddress.getLoopbackAddress(), server.port())) {
            assertThatThrownBy(socket::startHandshake).isInstanceOf(SSLHandshakeException.class);
        }
    }
}
