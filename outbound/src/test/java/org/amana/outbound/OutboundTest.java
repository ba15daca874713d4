package org.amana.outbound;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("slow")
class OutboundTest {
    private static final OutboundConfig HERE = OutboundConfig.DEFAULTS.allowing("127.0.0.1/32");

    private final List<String> seen = new CopyOnWriteArrayList<>();
    private final List<String> lookedUp = new CopyOnWriteArrayList<>();
    private HttpServer server;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::answer);
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private void answer(HttpExchange exchange) throws IOException {
        String target = exchange.getRequestURI().toString();
        seen.add(exchange.getRequestMethod() + " " + target + " "
                + exchange.getRequestHeaders().getFirst("Authorization"));
        if (target.startsWith("/to?")) {
            exchange.getResponseHeaders().set("Location", target.substring(4));
            exchange.sendResponseHeaders(302, -1);
        } else if (target.equals("/round")) {
            exchange.getResponseHeaders().set("Location", "/round");
            exchange.sendResponseHeaders(307, -1);
        } else {
            byte[] body = exchange.getRequestMethod().equals("POST")
                    ? exchange.getRequestBody().readAllBytes()
                    : "hello".getBytes(UTF_8);
            exchange.getResponseHeaders().set("ETag", "\"1\"");
            exchange.sendResponseHeaders(target.startsWith("/missing") ? 404 : 200, body.length);
            exchange.getResponseBody().write(body);
        }
        exchange.close();
    }

    private String url(String path) {
        return "http://127.0.0.1:" + server.getAddress().getPort() + path;
    }

    private static String read(Outcome outcome) throws IOException {
        return switch (outcome) {
            case Outcome.Unreachable unreachable -> "unreachable: " + unreachable.why();
            case Outcome.Unable unable -> "unable: " + unable.why();
            case Answer answer -> {
                try (answer) {
                    yield answer.status() + " " + new String(answer.body().readAllBytes(), UTF_8);
                }
            }
        };
    }

    private static String get(OutboundConfig config, String url) throws IOException {
        try (Outbound outbound = Outbound.open(config)) {
            return read(outbound.run(Errand.get(url)));
        }
    }

    @Test
    void whatIsAllowedIsFetchedAsItStands() throws IOException {
        assertThat(get(HERE, url("/a//b/../c%2Fd?x=1&y=%20"))).isEqualTo("200 hello");
        assertThat(get(HERE, url("/missing"))).isEqualTo("404 hello");
        assertThat(seen).containsExactly("GET /a//b/../c%2Fd?x=1&y=%20 null", "GET /missing null");
    }

    @Test
    void whatAUrlMayNotHoldIsEncoded() throws IOException {
        assertThat(get(HERE, url("/a b\r\nX: y/\u00e9\"<"))).isEqualTo("200 hello");
        assertThat(seen).containsExactly("GET /a%20b%0D%0AX:%20y/%C3%A9%22%3C null");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://127.0.0.1:%d/",
                "http://localhost:%d/",
                "http://2130706433:%d/",
                "http://[::1]:%d/",
                "http://[::ffff:127.0.0.1]:%d/",
                "http://0.0.0.0:%d/",
                "http://[::]:%d/"
            })
    void theHouseItselfIsNotReachedUnlessAllowed(String url) throws IOException {
        assertThat(get(
                        OutboundConfig.DEFAULTS,
                        url.formatted(server.getAddress().getPort())))
                .isEqualTo("unreachable: it has no address that may be reached from here");
        assertThat(seen).isEmpty();
    }

    @Test
    void aRedirectIntoTheHouseIsNotFollowed() throws IOException {
        int port = server.getAddress().getPort();
        assertThat(get(HERE, url("/to?http://localhost:" + port + "/there"))).startsWith("200");
        assertThat(get(HERE, url("/to?http://127.0.0.2:" + port + "/there")))
                .isEqualTo("unreachable: it has no address that may be reached from here");
        assertThat(seen).hasSize(3);
    }

    @Test
    void redirectsEnd() throws IOException {
        assertThat(get(HERE, url("/round"))).isEqualTo("unreachable: it redirects more than 3 times");
        assertThat(seen).hasSize(4);
    }

    @Test
    void anotherHostIsNotToldTheAuthorization() throws IOException {
        int port = server.getAddress().getPort();
        try (Outbound outbound = Outbound.open(HERE)) {
            Errand errand = Errand.get(url("/to?http://localhost:" + port + "/there"));
            read(outbound.run(errand.with("authorization", "Bearer x")));
        }
        assertThat(seen.getFirst()).endsWith("Bearer x");
        assertThat(seen.getLast()).isEqualTo("GET /there null");
    }

    @Test
    void aPostIsNotRedirected() throws IOException {
        try (Outbound outbound = Outbound.open(HERE)) {
            assertThat(read(outbound.run(Errand.post(url("/to?/there"), "text/plain", "x".getBytes(UTF_8)))))
                    .isEqualTo("302 ");
            assertThat(read(outbound.run(Errand.post(url("/here"), "text/plain", "x".getBytes(UTF_8)))))
                    .isEqualTo("200 x");
        }
    }

    @Test
    void aNameIsLookedUpOnceAndItsCheckedAddressIsTheOneConnectedTo() throws IOException {
        // The name moves into the house after it was looked at: a second look would find loopback.
        InetAddress checked = InetAddress.ofLiteral("127.0.0.9");
        PublicAddresses.Lookup rebinding = host -> {
            lookedUp.add(host);
            return new InetAddress[] {lookedUp.size() == 1 ? checked : InetAddress.getLoopbackAddress()};
        };
        try (Outbound outbound = Outbound.open(OutboundConfig.DEFAULTS.allowing("127.0.0.9/32"), rebinding)) {
            String url = "http://rebinds.example:" + server.getAddress().getPort() + "/";
            assertThat(read(outbound.run(Errand.get(url)))).isEqualTo("unreachable: it cannot be connected to");
            assertThat(lookedUp).containsExactly("rebinds.example");
            assertThat(read(outbound.run(Errand.get(url))))
                    .isEqualTo("unreachable: it has no address that may be reached from here");
        }
        assertThat(seen).isEmpty();
    }

    @Test
    void ofSeveralAddressesThoseThatMayNotBeReachedAreLeftOut() throws IOException {
        PublicAddresses.Lookup mixed =
                _ -> new InetAddress[] {InetAddress.ofLiteral("10.0.0.1"), InetAddress.ofLiteral("127.0.0.1")};
        try (Outbound outbound = Outbound.open(HERE, mixed)) {
            assertThat(read(outbound.run(Errand.get(
                            "http://mixed.example:" + server.getAddress().getPort() + "/"))))
                    .isEqualTo("200 hello");
        }
    }

    @Test
    void aNameThatThereIsNotSoundsLikeOneThatMayNotBeReached() throws IOException {
        PublicAddresses.Lookup none = host -> {
            throw new UnknownHostException(host);
        };
        try (Outbound outbound = Outbound.open(HERE, none)) {
            assertThat(read(outbound.run(Errand.get("http://nowhere.example/"))))
                    .isEqualTo("unreachable: it has no address that may be reached from here");
        }
    }

    @Test
    void aNameThatIsLookedUpForTooLongIsLeft() throws IOException {
        PublicAddresses.Lookup late = _ -> {
            try {
                Thread.sleep(1500);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
            return new InetAddress[] {InetAddress.getLoopbackAddress()};
        };
        try (Outbound outbound = Outbound.open(IMPATIENT, late)) {
            String url = "http://slow.example:" + server.getAddress().getPort() + "/";
            assertThat(read(outbound.run(Errand.get(url)))).isEqualTo("unreachable: no answer came in time");
        }
    }

    @Test
    void whileAllConnectionsAreInUseNobodyIsAsked() throws IOException {
        OutboundConfig narrow =
                new OutboundConfig(HERE.networks(), Duration.ofMillis(200), Duration.ofSeconds(60), 0, 1);
        try (Outbound outbound = Outbound.open(narrow);
                Answer unread = (Answer) outbound.run(Errand.get(url("/here")))) {
            assertThat(unread.status()).isEqualTo(200);
            assertThat(read(outbound.run(Errand.get(url("/there")))))
                    .isEqualTo("unable: too many others are being fetched");
        }
        assertThat(seen).containsExactly("GET /here null");
    }

    @Test
    void whoIsClosedGoesNowhere() throws IOException {
        Outbound outbound = Outbound.open(HERE);
        outbound.close();
        assertThat(read(outbound.run(Errand.get(url("/here"))))).isEqualTo("unable: this server stops");
        assertThat(seen).isEmpty();
    }

    /// A server that takes a connection and says what it is told, byte by byte or not at all.
    private static void withSilence(String said, long pauseMillis, SilentTest test) throws IOException {
        try (ServerSocket silent = new ServerSocket(0, 10, InetAddress.getLoopbackAddress())) {
            Thread speaker = Thread.ofVirtual().start(() -> {
                try (Socket socket = silent.accept()) {
                    for (byte b : said.getBytes(US_ASCII)) {
                        socket.getOutputStream().write(b);
                        Thread.sleep(pauseMillis);
                    }
                    Thread.sleep(60_000);
                } catch (IOException | InterruptedException _) {
                    // The test is over.
                }
            });
            test.run("http://127.0.0.1:" + silent.getLocalPort() + "/");
            speaker.interrupt();
        }
    }

    private interface SilentTest {
        void run(String url) throws IOException;
    }

    private static final OutboundConfig IMPATIENT = HERE.waiting(Duration.ofMillis(300), Duration.ofMillis(500));

    @Test
    void whoNeverAnswersIsLeft() throws IOException {
        withSilence("", 0, url -> assertThat(get(IMPATIENT, url)).isEqualTo("unreachable: no answer came in time"));
    }

    @Test
    void whoAnswersAHeaderByteByByteIsLeft() throws IOException {
        withSilence(
                "HTTP/1.1 200 OK\r\nX: aaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
                100,
                url -> assertThat(get(IMPATIENT, url)).isEqualTo("unreachable: no answer came in time"));
    }

    @Test
    void aBodyThatPausesEndsWithAFailure() throws IOException {
        withSilence("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nabc", 0, url -> {
            OutboundConfig awaitsHeaders = HERE.waiting(Duration.ofSeconds(3), Duration.ofSeconds(3));
            try (Outbound outbound = Outbound.open(awaitsHeaders);
                    Answer answer = (Answer) outbound.run(Errand.get(url))) {
                assertThat(answer.length()).hasValue(10);
                assertThatThrownBy(() -> answer.body().readAllBytes()).isInstanceOf(IOException.class);
            }
        });
    }

    @Test
    void closingAnAnswerBreaksItOffForWhoReadsIt() throws Exception {
        withSilence("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nabc", 0, url -> {
            try (Outbound outbound = Outbound.open(HERE);
                    Answer answer = (Answer) outbound.run(Errand.get(url))) {
                Thread.ofVirtual().start(() -> {
                    try {
                        Thread.sleep(200);
                    } catch (InterruptedException _) {
                        return;
                    }
                    answer.close();
                });
                assertThatThrownBy(() -> answer.body().readAllBytes()).isInstanceOf(IOException.class);
            }
        });
    }

    @Test
    void whatIsNoHttpIsSaidSo() throws IOException {
        withSilence(
                "SSH-2.0-x\r\n\r\n", 0, url -> assertThat(get(IMPATIENT, url)).startsWith("unreachable: "));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ftp://x/y",
                "file:///etc/passwd",
                "http:///x",
                "http://user@host/",
                "x",
                "",
                "http://h:70000/",
                "//h/x",
                "gopher://h/x",
                "http://h:0/"
            })
    void whatIsNoUrlOfAHostIsRefused(String url) {
        assertThatThrownBy(() -> Errand.get(url)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aHeaderWithALineBreakIsRefused() {
        assertThatThrownBy(() -> Errand.get("http://h/").with("A", "x\r\nB: y"))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
