package org.amana.web.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import org.amana.kernel.AmanaException;
import org.amana.kernel.ByteSize;
import org.amana.kernel.ErrorCode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("slow")
class HttpServerTest {
    private HttpServer server;

    @AfterEach
    void stop() {
        if (server != null) {
            server.close();
        }
    }

    private RawClient client(Handler handler) throws IOException {
        return client(HttpConfig.at("127.0.0.1", 0), handler);
    }

    private RawClient client(HttpConfig config, Handler handler) throws IOException {
        server = HttpServer.start(config, handler);
        return new RawClient(server.port());
    }

    private static void text(Exchange exchange, String text) throws IOException {
        exchange.send(text.getBytes(StandardCharsets.UTF_8));
    }

    /// Who is inside may finish; nobody comes in any more, and who rests goes.
    @Test
    void aRequestThatIsUnderWayEndsBeforeTheServerStops() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch mayEnd = new CountDownLatch(1);
        try (RawClient busy = client(exchange -> {
                    begun.countDown();
                    try {
                        mayEnd.await();
                    } catch (InterruptedException e) {
                        throw new IOException(e);
                    }
                    text(exchange, "whole");
                });
                RawClient rests = new RawClient(server.port())) {
            busy.send("GET /busy HTTP/1.1\r\nHost: x\r\n\r\n");
            begun.await();
            int port = server.port();
            Future<Void> gone = server.letGo();
            awaitRefusal(port);
            assertThatThrownBy(rests::read).isInstanceOf(EOFException.class);
            assertThat(gone.isDone()).isFalse();
            mayEnd.countDown();
            assertThat(busy.read().text()).isEqualTo("whole");
            gone.get(10, TimeUnit.SECONDS);
        }
    }

    /// The kernel hears of a closed listener when the thread that accepts has left its call, a moment later.
    private static void awaitRefusal(int port) throws InterruptedException {
        for (int i = 0; i < 1000; i++) {
            try (RawClient stranger = new RawClient(port)) {
                assertThatThrownBy(stranger::read).isInstanceOf(IOException.class);
            } catch (IOException refused) {
                return;
            }
            Thread.sleep(10);
        }
        throw new AssertionError("a server that takes no more connections still takes them");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/a/c//b",
                "/a/c/./x/../y",
                "/a/../../../x",
                "/a/c/x%2Fy%2e%2E",
                "/a/c/%252F",
                "/a/c/%ff%fe",
                "/a/c/%zz",
                "/a/c/%",
                "/a/c/%00%01",
                "/a/c/b;v=1",
                "/a/c/b+c%20d",
                "/a/c/|{}\"<>^`\\",
                "/a/c/t./",
                "//a//",
                "/a/c/%D8%A3",
                "/a/c/\u0623\u0645\u0627\u0646\u0629",
                "/a/c/%u1234",
                "/..",
                "/a/c:d@e!$&'()*,="
            })
    void pathsArriveByteForByte(String path) throws IOException {
        try (RawClient client = client(exchange -> text(exchange, exchange.rawPath() + "|" + exchange.rawQuery()))) {
            client.send("GET " + path + "?b=%zz&A=1+2/../? HTTP/1.1\r\nHost: h\r\n\r\n");
            assertThat(client.read().text()).isEqualTo(path + "|b=%zz&A=1+2/../?");
        }
    }

    @Test
    void anAnswerThatBreaksOffClosesTheConnectionAtOnce() throws IOException {
        Handler breaking = exchange -> {
            try (OutputStream out = exchange.stream(1_000_000)) {
                out.write(new byte[500_000]);
                throw new AmanaException(ErrorCode.CORRUPT, "a frame is not what was written");
            }
        };
        try (RawClient client = client(breaking)) {
            client.send("GET / HTTP/1.1\r\nHost: h\r\n\r\n");
            assertThatThrownBy(client::read).isInstanceOf(EOFException.class);
        }
    }

    @Test
    void anAbsoluteTargetNamesItsHostAndMustAgreeWithTheHostHeader() throws IOException {
        try (RawClient client = client(exchange -> text(exchange, exchange.host() + exchange.rawPath()))) {
            client.send("GET http://acct.blob.localhost:1/a/../b HTTP/1.1\r\nHost: acct.blob.localhost:1\r\n\r\n");
            assertThat(client.read().text()).isEqualTo("acct.blob.localhost:1/a/../b");
            client.send("GET http://one/ HTTP/1.1\r\nHost: two\r\n\r\n");
            assertThat(client.read().status()).isEqualTo(400);
        }
    }

    @Test
    void headersKeepTheirCaseBothWaysAlsoWhenTheConnectionHasSeenAnotherCase() throws IOException {
        Handler echo = exchange -> {
            exchange.headers().stream()
                    .filter(header -> header.name().regionMatches(true, 0, "x-ms-meta-", 0, 10))
                    .forEach(header -> exchange.add(header.name(), header.value()));
            text(exchange, exchange.headers().stream().map(Header::name).collect(Collectors.joining(",")));
        };
        try (RawClient client = client(echo)) {
            for (String name : new String[] {"x-ms-meta-FooBar", "x-ms-meta-foobar", "X-MS-META-fooBAR"}) {
                client.send("GET / HTTP/1.1\r\nHost: h\r\n" + name + ": V\r\n\r\n");
                RawClient.Answer answer = client.read();
                assertThat(answer.headers()).contains(name + ": V");
                assertThat(answer.text()).contains(name);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Content-Type: text/plain;charset=UTF-8",
                "Content-Type: text/plain; charset=utf-8",
                "Content-Type: TEXT/HTML",
                "content-type: application/JSON;Charset=Utf-8",
                "Content-Type: application/x-www-form-urlencoded",
                "Accept-Encoding: GZIP, deflate",
                "Cache-Control: No-Cache",
                "Content-Encoding: GZip",
                "Connection: Keep-Alive",
                "Range: bytes=0-5",
                "Date: Tue, 24 Nov 2026 03:00:00 GMT",
                "x-ms-meta-a: two  spaces",
                "x-ms-meta-a: أمانة é"
            })
    void headerValuesArriveAsTheyWereSent(String line) throws IOException {
        String name = line.substring(0, line.indexOf(':'));
        try (RawClient client =
                client(exchange -> text(exchange, exchange.header(name).orElse("")))) {
            for (int i = 0; i < 2; i++) {
                client.send("GET / HTTP/1.1\r\nHost: h\r\n" + line + "\r\n\r\n");
                assertThat(client.read().text()).isEqualTo(line.substring(name.length() + 2));
            }
        }
    }

    @Test
    void theAnswerHasADateAndOurNameAndNoVersionOfAnyLibrary() throws IOException {
        try (RawClient client = client(exchange -> text(exchange, "x"))) {
            RawClient.Answer answer =
                    client.send("GET / HTTP/1.1\r\nHost: h\r\n\r\n").read();
            assertThat(answer.header("Server")).hasValue("Amana");
            assertThat(answer.header("Date")).isPresent();
            assertThat(String.join("\n", answer.headers())).doesNotContainIgnoringCase("jetty");
        }
    }

    @Test
    void theReasonPhraseIsOurs() throws IOException {
        try (RawClient client = client(exchange -> exchange.status(404, "The specified blob\r\nX: y does not exist.")
                .send())) {
            RawClient.Answer answer =
                    client.send("GET / HTTP/1.1\r\nHost: h\r\n\r\n").read();
            assertThat(answer.statusLine()).isEqualTo("HTTP/1.1 404 The specified blob  X: y does not exist.");
            assertThat(answer.header("Content-Length")).hasValue("0");
        }
    }

    @Test
    void headHasTheTrueLengthAndNoBody() throws IOException {
        try (RawClient client = client(exchange -> {
            try (OutputStream out = exchange.stream(12_345)) {
                out.write(new byte[1]);
            }
        })) {
            client.send("HEAD / HTTP/1.1\r\nHost: h\r\n\r\nHEAD /2 HTTP/1.1\r\nHost: h\r\n\r\n");
            assertThat(client.read(true).header("Content-Length")).hasValue("12345");
            assertThat(client.read(true).header("Content-Length")).hasValue("12345");
        }
    }

    @Test
    void headMayStateItsLengthWithoutAStream() throws IOException {
        try (RawClient client =
                client(exchange -> exchange.set("Content-Length", "77").send())) {
            assertThat(client.send("HEAD / HTTP/1.1\r\nHost: h\r\n\r\n")
                            .read(true)
                            .header("Content-Length"))
                    .hasValue("77");
        }
    }

    @Test
    void aSmallAnswerIsOnePacketAndALargeOneIsWhole() throws IOException {
        byte[] piece = new byte[1 << 20];
        Arrays.fill(piece, (byte) 7);
        try (RawClient client = client(exchange -> {
            try (OutputStream out = exchange.stream(8L * piece.length)) {
                for (int i = 0; i < 8; i++) {
                    out.write(piece);
                }
            }
        })) {
            byte[] body =
                    client.send("GET / HTTP/1.1\r\nHost: h\r\n\r\n").read().body();
            assertThat(body).hasSize(8 * piece.length).containsOnly(7);
        }
    }

    @Test
    void anAnswerOfUnknownLengthIsChunked() throws IOException {
        try (RawClient client = client(exchange -> {
            try (OutputStream out = exchange.stream()) {
                out.write("one".getBytes(StandardCharsets.UTF_8));
                out.write("two".getBytes(StandardCharsets.UTF_8));
            }
        })) {
            RawClient.Answer answer =
                    client.send("GET / HTTP/1.1\r\nHost: h\r\n\r\n").read();
            assertThat(answer.header("Transfer-Encoding")).hasValue("chunked");
            assertThat(answer.text()).isEqualTo("onetwo");
        }
    }

    @Test
    void anAnswerThatStopsShortBreaksTheConnection() throws IOException {
        try (RawClient client = client(exchange -> {
            try (OutputStream out = exchange.stream(10)) {
                out.write(new byte[5]);
            }
        })) {
            client.send("GET / HTTP/1.1\r\nHost: h\r\n\r\n");
            assertThatThrownBy(client::read).isInstanceOf(IOException.class);
        }
    }

    private static final Handler COUNT = exchange -> {
        byte[] body = exchange.body().readAllBytes();
        text(exchange, exchange.contentLength().orElse(-1) + ":" + body.length);
    };

    @Test
    void bodiesComeWithALengthOrInChunks() throws IOException {
        try (RawClient client = client(COUNT)) {
            client.send("PUT / HTTP/1.1\r\nHost: h\r\nContent-Length: 5\r\n\r\nhello");
            assertThat(client.read().text()).isEqualTo("5:5");
            client.send(
                    "PUT / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n2\r\nde\r\n0\r\n\r\n");
            assertThat(client.read().text()).isEqualTo("-1:5");
            client.send("PUT / HTTP/1.1\r\nHost: h\r\nContent-Length: 0\r\n\r\n");
            assertThat(client.read().text()).isEqualTo("0:0");
            client.send("GET / HTTP/1.1\r\nHost: h\r\n\r\n");
            assertThat(client.read().text()).isEqualTo("-1:0");
        }
    }

    @Test
    void aClientIsToldToGoOnOnlyWhenTheBodyIsWanted() throws IOException {
        Handler picky = exchange -> {
            if (exchange.rawPath().equals("/no")) {
                exchange.status(403).send();
            } else {
                COUNT.handle(exchange);
            }
        };
        try (RawClient client = client(picky)) {
            client.send("PUT /yes HTTP/1.1\r\nHost: h\r\nExpect: 100-continue\r\nContent-Length: 5\r\n\r\n");
            assertThat(client.read().status()).isEqualTo(100);
            assertThat(client.send("hello").read().text()).isEqualTo("5:5");
            client.send("PUT /no HTTP/1.1\r\nHost: h\r\nExpect: 100-continue\r\nContent-Length: 5\r\n\r\n");
            RawClient.Answer refused = client.read();
            assertThat(refused.status()).isEqualTo(403);
            assertThat(refused.header("Connection")).hasValue("close");
            assertThat(client.closedByServer()).isTrue();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1000, 900_000, 5_000_000, 40_000_000})
    void aRefusalBeforeTheBodyIsReadArrivesWithoutAReset(int size) throws IOException {
        try (RawClient client = client(exchange -> {
            exchange.status(403);
            text(exchange, "no");
        })) {
            client.send("PUT / HTTP/1.1\r\nHost: h\r\nContent-Length: " + size + "\r\n\r\n");
            byte[] piece = new byte[1 << 16];
            for (int sent = 0; sent < size; sent += piece.length) {
                client.send(sent + piece.length <= size ? piece : new byte[size - sent]);
            }
            RawClient.Answer answer = client.read();
            assertThat(answer.status()).isEqualTo(403);
            if (size < 1 << 20) {
                assertThat(client.send("GET / HTTP/1.1\r\nHost: h\r\n\r\n")
                                .read()
                                .status())
                        .isEqualTo(403);
            } else {
                assertThat(client.closedByServer()).isTrue();
            }
        }
    }

    @Test
    void aShortBodyIsAnIncompleteBody() throws IOException {
        AtomicReference<Throwable> seen = new AtomicReference<>();
        try (RawClient client = client(exchange -> {
            try {
                COUNT.handle(exchange);
            } catch (AmanaException e) {
                seen.set(e);
                throw e;
            }
        })) {
            client.send("PUT / HTTP/1.1\r\nHost: h\r\nContent-Length: 10\r\n\r\nhello")
                    .finish();
            assertThat(client.read().status()).isEqualTo(400);
            assertThat(seen.get())
                    .isInstanceOfSatisfying(
                            AmanaException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.INCOMPLETE_BODY));
            assertThat(seen.get()).hasMessageContaining("5 of 10 bytes");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                // Both framings (RFC 9112 §6.1).
                "POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\nGET /x HTTP/1.1\r\nHost: h\r\n\r\n",
                "POST / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\nContent-Length: 4\r\n\r\n0\r\n\r\nGET /x HTTP/1.1\r\nHost: h\r\n\r\n",
                // Two lengths.
                "POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 4\r\nContent-Length: 5\r\n\r\nhello",
                "POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 5\r\nContent-Length: 5\r\n\r\nhello",
                "POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 5, 5\r\n\r\nhello",
                // Lengths that are none.
                "POST / HTTP/1.1\r\nHost: h\r\nContent-Length: +5\r\n\r\nhello",
                "POST / HTTP/1.1\r\nHost: h\r\nContent-Length: -5\r\n\r\nhello",
                "POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 0x5\r\n\r\nhello",
                "POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 99999999999999999999\r\n\r\nhello",
                "POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 5 5\r\n\r\nhello",
                "POST / HTTP/1.1\r\nHost: h\r\nContent-Length:\r\n\r\nhello",
                // Folded and odd header lines.
                "GET / HTTP/1.1\r\nHost: h\r\nX: a\r\n b\r\n\r\n",
                "GET / HTTP/1.1\r\nHost: h\r\nX : a\r\n\r\n",
                "GET / HTTP/1.1\r\n X: a\r\nHost: h\r\n\r\n",
                "GET / HTTP/1.1\r\nHost: h\r\nX\r\n\r\n",
                "GET / HTTP/1.1\r\nHost: h\r\nX: a\u0000b\r\n\r\n",
                "GET / HTTP/1.1\r\nHost: h\r\nX[]: a\r\n\r\n",
                "POST / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding : chunked\r\n\r\n0\r\n\r\n",
                // Line ends.
                "GET / HTTP/1.1\nHost: h\n\n",
                "GET / HTTP/1.1\r\nHost: h\nX: y\r\n\r\n",
                "GET / HTTP/1.1\rHost: h\r\n\r\n",
                "GET / HTTP/1.1\r\nHost: h\r\nX: a\rb\r\n\r\n",
                // Transfer codings.
                "POST / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: xchunked\r\n\r\n0\r\n\r\n",
                "POST / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked, identity\r\n\r\n0\r\n\r\n",
                "POST / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: identity\r\n\r\n0\r\n\r\n",
                "POST / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
                "POST / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding:\r\n\r\n0\r\n\r\n",
                "POST / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n",
                "POST / HTTP/1.0\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
                // Hosts.
                "GET / HTTP/1.1\r\n\r\n",
                "GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n",
                "GET / HTTP/1.1\r\nHost: a b\r\n\r\n",
                // Request lines.
                "GET / HTTP/1.1 \r\nHost: h\r\n\r\n",
                "GET /a b HTTP/1.1\r\nHost: h\r\n\r\n",
                "GET a HTTP/1.1\r\nHost: h\r\n\r\n",
                "G\u0001T / HTTP/1.1\r\nHost: h\r\n\r\n",
                "CONNECT h:80 HTTP/1.1\r\nHost: h\r\n\r\n",
                "GET /#f HTTP/1.1\r\nHost: h\r\n\r\n",
            })
    void ambiguousRequestsAreRefusedAndTheConnectionCloses(String request) throws IOException {
        AtomicInteger handled = new AtomicInteger();
        try (RawClient client = client(exchange -> {
            handled.incrementAndGet();
            COUNT.handle(exchange);
        })) {
            client.trySend(request.getBytes(StandardCharsets.ISO_8859_1));
            RawClient.Answer answer = client.read();
            assertThat(answer.status()).isEqualTo(400);
            assertThat(answer.header("Connection")).hasValue("close");
            assertThat(client.closedByServer()).isTrue();
            assertThat(handled).hasValue(0);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "x\r\nabc\r\n0\r\n\r\n",
                "3\nabc\r\n0\r\n\r\n",
                "3\r\nabc0\r\n\r\n",
                "3\r\nabcd\r\n0\r\n\r\n",
                "3;a\nabc\r\n0\r\n\r\n",
                "-3\r\nabc\r\n0\r\n\r\n",
                "ffffffffffffffff3\r\nabc\r\n0\r\n\r\n",
                "3 \n\r\nabc\r\n0\r\n\r\n",
            })
    void brokenChunksAreRefusedAndTheConnectionCloses(String chunks) throws IOException {
        AtomicInteger handled = new AtomicInteger();
        try (RawClient client = client(exchange -> {
            COUNT.handle(exchange);
            handled.incrementAndGet();
        })) {
            client.send("PUT / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n" + chunks);
            RawClient.Answer answer = client.read();
            assertThat(answer.status()).isEqualTo(400);
            assertThat(client.closedByServer()).isTrue();
            assertThat(handled).hasValue(0);
        }
    }

    /// At once, in pieces, late: whether the connection still looks for more or waits for it already.
    @Test
    void requestsOfAConnectionAreAnsweredInOrderHoweverTheyCome() throws Exception {
        try (RawClient client = client(exchange -> {
            byte[] body = exchange.body().readAllBytes();
            text(exchange, exchange.rawPath() + new String(body, StandardCharsets.UTF_8));
        })) {
            for (int round = 0; round < 50; round++) {
                byte[] requests = ("GET /" + round + " HTTP/1.1\r\nHost: h\r\n\r\nPUT /p HTTP/1.1\r\nHost: h\r\n"
                                + "Content-Length: 5\r\n\r\n-bodyGET /last HTTP/1.1\r\nHost: h\r\n\r\n")
                        .getBytes(StandardCharsets.UTF_8);
                int piece = round % 10 == 0 ? requests.length : 1 + round;
                for (int from = 0; from < requests.length; from += piece) {
                    client.send(Arrays.copyOfRange(requests, from, Math.min(from + piece, requests.length)));
                    if (round % 3 == 0) {
                        Thread.sleep(1);
                    }
                }
                assertThat(client.read().text()).isEqualTo("/" + round);
                assertThat(client.read().text()).isEqualTo("/p-body");
                assertThat(client.read().text()).isEqualTo("/last");
            }
        }
    }

    /// Jetty answers what is no request on a thread of its own, while ours still has the connection in hand.
    @Test
    void aRefusalBehindAnAnswerArrivesToo() throws Exception {
        try (RawClient first = client(exchange -> text(exchange, "good"))) {
            assertThat(first.send("GET / HTTP/1.1\r\nHost: h\r\n\r\n").read().text())
                    .isEqualTo("good");
            try (ExecutorService clients = Executors.newFixedThreadPool(4)) {
                List<Future<?>> all = new ArrayList<>();
                for (int i = 0; i < 400; i++) {
                    all.add(clients.submit(() -> {
                        try (RawClient client = new RawClient(server.port())) {
                            client.send("GET / HTTP/1.1\r\nHost: h\r\n\r\nGET /x HTTP/1.1\r\n\r\n");
                            assertThat(client.read().text()).isEqualTo("good");
                            assertThat(client.read().status()).isEqualTo(400);
                        }
                        return null;
                    }));
                }
                for (Future<?> one : all) {
                    one.get();
                }
            }
        }
    }

    @Test
    void leftOverBodyBytesAreNeverTakenForARequest() throws IOException {
        AtomicInteger handled = new AtomicInteger();
        try (RawClient client = client(exchange -> {
            handled.incrementAndGet();
            text(exchange, exchange.rawPath());
        })) {
            String inner = "GET /smuggled HTTP/1.1\r\nHost: h\r\n\r\n";
            client.send("PUT /outer HTTP/1.1\r\nHost: h\r\nContent-Length: " + inner.length() + "\r\n\r\n" + inner
                    + "GET /next HTTP/1.1\r\nHost: h\r\n\r\n");
            assertThat(client.read().text()).isEqualTo("/outer");
            assertThat(client.read().text()).isEqualTo("/next");
            assertThat(handled).hasValue(2);
        }
    }

    @Test
    void tooMuchHeaderIs431AndTooLongATargetIs414() throws IOException {
        try (RawClient client = client(COUNT)) {
            client.trySend(("GET / HTTP/1.1\r\nHost: h\r\nX: " + "a".repeat(60_000) + "\r\n\r\n")
                    .getBytes(StandardCharsets.UTF_8));
            assertThat(client.read().status()).isEqualTo(431);
        }
        try (RawClient client = new RawClient(server.port())) {
            client.trySend(
                    ("GET /" + "a".repeat(60_000) + " HTTP/1.1\r\nHost: h\r\n\r\n").getBytes(StandardCharsets.UTF_8));
            assertThat(client.read().status()).isEqualTo(414);
        }
        try (RawClient client = new RawClient(server.port())) {
            client.send("GET /" + "%D8%A3".repeat(1024) + " HTTP/1.1\r\nHost: h\r\n\r\n");
            assertThat(client.read().status()).isEqualTo(200);
        }
    }

    @Test
    void failuresAreMappedInOnePlace() throws IOException {
        Handler failing = new Handler() {
            @Override
            public void handle(Exchange exchange) {
                switch (exchange.rawPath()) {
                    case "/known" -> throw new AmanaException(ErrorCode.BLOB_NOT_FOUND, "blob c/b is not there");
                    case "/unknown" -> throw new IllegalStateException("secret detail");
                    default -> {}
                }
            }
        };
        try (RawClient client = client(failing)) {
            RawClient.Answer known =
                    client.send("GET /known HTTP/1.1\r\nHost: h\r\n\r\n").read();
            assertThat(known.status()).isEqualTo(404);
            assertThat(known.text()).contains("blob c/b is not there");
            RawClient.Answer unknown =
                    client.send("GET /unknown HTTP/1.1\r\nHost: h\r\n\r\n").read();
            assertThat(unknown.status()).isEqualTo(500);
            assertThat(unknown.text()).doesNotContain("secret");
            assertThat(client.send("GET /silent HTTP/1.1\r\nHost: h\r\n\r\n")
                            .read()
                            .status())
                    .isEqualTo(500);
        }
    }

    @Test
    void headersThatAreTooLargeToSendAreAFailureAndNeverASuccess() throws IOException {
        try (RawClient client = client(exchange -> {
            exchange.set("X-Large", "x".repeat(1_000_000));
            text(exchange, "hello");
        })) {
            assertThat(client.send("GET / HTTP/1.1\r\nHost: h\r\n\r\n").read().status())
                    .isEqualTo(500);
        }
    }

    @Test
    void aClientThatDawdlesOverItsHeadersIsCutOff() throws Exception {
        HttpConfig config = HttpConfig.at("127.0.0.1", 0)
                .waiting(Duration.ofSeconds(5), Duration.ofMillis(300), Duration.ofSeconds(1));
        try (RawClient client = client(config, COUNT)) {
            boolean cut = false;
            for (int i = 0; i < 60 && !cut; i++) {
                try {
                    client.send(i == 0 ? "GET / HTTP/1.1\r\nHost: h\r\nX: " : "a");
                } catch (IOException e) {
                    cut = true;
                }
                Thread.sleep(100);
            }
            assertThat(cut).isTrue();
        }
    }

    @Test
    void aBodyThatTricklesIsCutOffAndTheHandlerLearnsOfIt() throws Exception {
        HttpConfig config = HttpConfig.at("127.0.0.1", 0)
                .waiting(Duration.ofSeconds(5), Duration.ofSeconds(5), Duration.ofMillis(300));
        AtomicReference<Throwable> seen = new AtomicReference<>();
        try (RawClient client = client(config, exchange -> {
            try {
                COUNT.handle(exchange);
            } catch (AmanaException e) {
                seen.set(e);
                throw e;
            }
        })) {
            client.send("PUT / HTTP/1.1\r\nHost: h\r\nContent-Length: 1000\r\n\r\n");
            for (int i = 0; i < 60 && seen.get() == null; i++) {
                client.trySend(new byte[1]);
                Thread.sleep(100);
            }
            assertThat(seen.get()).isInstanceOf(AmanaException.class);
        }
    }

    @Test
    void aReaderThatTakesNothingIsCutOff() throws Exception {
        HttpConfig config = HttpConfig.at("127.0.0.1", 0)
                .waiting(Duration.ofSeconds(30), Duration.ofSeconds(5), Duration.ofMillis(300))
                .atLeast(ByteSize.ofMebibytes(64));
        CountDownLatch cut = new CountDownLatch(1);
        try (RawClient client = client(config, exchange -> {
            try (OutputStream out = exchange.stream(1L << 30)) {
                byte[] piece = new byte[1 << 20];
                for (int i = 0; i < 1024; i++) {
                    out.write(piece);
                }
            } catch (IOException e) {
                cut.countDown();
                throw e;
            }
        })) {
            client.send("GET / HTTP/1.1\r\nHost: h\r\n\r\n");
            assertThat(cut.await(30, TimeUnit.SECONDS)).isTrue();
        }
    }

    @Test
    void whoStopsReadingHoldsUpNobodyElse() throws Exception {
        int many = 8;
        CountDownLatch begun = new CountDownLatch(many);
        AtomicInteger ended = new AtomicInteger();
        server = HttpServer.start(HttpConfig.at("127.0.0.1", 0), exchange -> {
            if (exchange.rawPath().equals("/small")) {
                text(exchange, "served");
                return;
            }
            try (OutputStream out = exchange.stream(1L << 30)) {
                begun.countDown();
                byte[] piece = new byte[1 << 20];
                for (int i = 0; i < 1024; i++) {
                    out.write(piece);
                }
            } finally {
                ended.incrementAndGet();
            }
        });
        List<RawClient> stopped = new ArrayList<>();
        try {
            for (int i = 0; i < many; i++) {
                RawClient client = new RawClient(server.port());
                stopped.add(client);
                client.send("GET /large HTTP/1.1\r\nHost: h\r\n\r\n");
            }
            assertThat(begun.await(30, TimeUnit.SECONDS)).isTrue();
            try (RawClient other = new RawClient(server.port())) {
                for (int i = 0; i < 20; i++) {
                    other.send("GET /small HTTP/1.1\r\nHost: h\r\n\r\n");
                    assertThat(other.read().text()).isEqualTo("served");
                }
            }
            assertThat(ended).as("answers that nobody reads").hasValue(0);
        } finally {
            for (RawClient client : stopped) {
                client.close();
            }
        }
    }

    @Test
    void aSilentBodyEndsAtTheIdleTimeout() throws Exception {
        HttpConfig config = HttpConfig.at("127.0.0.1", 0)
                .waiting(Duration.ofMillis(500), Duration.ofSeconds(5), Duration.ofSeconds(30));
        try (RawClient client = client(config, COUNT)) {
            client.send("PUT / HTTP/1.1\r\nHost: h\r\nContent-Length: 1000\r\n\r\nabc");
            assertThat(client.read().status()).isEqualTo(400);
            assertThat(client.closedByServer()).isTrue();
        }
    }

    @Test
    void whereItIsCrowdedSilentConnectionsMakeRoom() throws Exception {
        HttpConfig config = HttpConfig.at("127.0.0.1", 0).crowdedAt(4, Duration.ofSeconds(4));
        server = HttpServer.start(config, COUNT);
        List<RawClient> silent = new ArrayList<>();
        try {
            for (int i = 0; i < 8; i++) {
                silent.add(new RawClient(server.port()));
            }
            try (RawClient speaking = new RawClient(server.port())) {
                assertThat(speaking.send("GET / HTTP/1.1\r\nHost: h\r\n\r\n")
                                .read()
                                .status())
                        .isEqualTo(200);
            }
            assertThat(silent.getFirst().closedByServer()).isTrue();
        } finally {
            for (RawClient client : silent) {
                client.close();
            }
        }
    }

    @Test
    void aPortInUseIsNamed() throws IOException {
        try (RawClient client = client(COUNT)) {
            assertThatThrownBy(() -> HttpServer.start(HttpConfig.at("127.0.0.1", server.port()), COUNT))
                    .isInstanceOf(AmanaException.class)
                    .hasMessageContaining("127.0.0.1:" + server.port());
        }
    }

    @Test
    void requestsRunOnVirtualThreads() throws IOException {
        try (RawClient client = client(
                exchange -> text(exchange, String.valueOf(Thread.currentThread().isVirtual())))) {
            assertThat(client.send("GET / HTTP/1.1\r\nHost: h\r\n\r\n").read().text())
                    .isEqualTo("true");
        }
    }
}
