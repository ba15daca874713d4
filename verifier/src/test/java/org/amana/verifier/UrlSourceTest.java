package org.amana.verifier;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// A log over HTTP, from a server that keeps it well and from servers that mean harm: whatever they do, a
/// verification ends, and never calls sound what it has not seen.
@Tag("slow")
@Timeout(value = 120, unit = TimeUnit.SECONDS)
class UrlSourceTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    /// With servers that answer nothing anyway.
    private static final Duration IMPATIENCE = Duration.ofSeconds(2);

    private final TestLog log = log();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private HttpServer server;

    /// What a server does with one request.
    private interface Manner {
        void answer(HttpExchange exchange, String path) throws IOException, InterruptedException;
    }

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 50);
        server.setExecutor(threads);
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
        threads.shutdownNow();
    }

    private Report verify(Manner manner) {
        return verify(PATIENCE, manner);
    }

    private Report verify(Duration patience, Manner manner) {
        server.createContext("/log/", exchange -> {
            try (exchange) {
                manner.answer(exchange, exchange.getRequestURI().getPath().substring("/log/".length()));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        URI address = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/log");
        return LogVerification.verify(new UrlSource(address, patience), log.key());
    }

    private void serve(HttpExchange exchange, String path) throws IOException {
        byte[] content = log.files().get(path);
        if (content == null) {
            exchange.sendResponseHeaders(404, -1);
        } else {
            exchange.sendResponseHeaders(200, content.length);
            exchange.getResponseBody().write(content);
        }
    }

    @Test
    void aLogThatIsKeptWellIsSound() {
        Report report = verify(this::serve);
        assertThat(report.findings()).isEmpty();
        assertThat(report.missing()).isEmpty();
        assertThat(report.verdict()).isEqualTo(Verdict.SOUND);
    }

    @Test
    void aFlippedBitIsFoundAndNamed() {
        log.files().get("tile/entries/001")[500] ^= 4;
        Report report = verify(this::serve);
        assertThat(report.verdict()).isEqualTo(Verdict.MISBEHAVIOUR);
        assertThat(report.findings().getFirst().place()).isEqualTo("tile/entries/001");
    }

    @Test
    void aFileThatIsNotThereIsEvidenceAndAServersErrorIsNot() {
        assertThat(verify((exchange, path) -> {
                            if (path.equals("tile/0/001")) {
                                exchange.sendResponseHeaders(410, -1);
                            } else {
                                serve(exchange, path);
                            }
                        })
                        .findings()
                        .toString())
                .contains("tile/0/001", "is missing");
        server.removeContext("/log/");
        Report report = verify((exchange, path) -> {
            if (path.equals("tile/0/001")) {
                exchange.sendResponseHeaders(503, -1);
            } else {
                serve(exchange, path);
            }
        });
        assertThat(report.verdict()).isEqualTo(Verdict.INCOMPLETE);
        assertThat(report.missing().toString()).contains("answers 503");
    }

    @Test
    void anEndlessAnswerIsNotTakenIn() {
        Report report = verify((exchange, path) -> {
            if (path.startsWith("tile/entries")) {
                exchange.sendResponseHeaders(200, 0);
                OutputStream body = exchange.getResponseBody();
                byte[] noise = new byte[64 << 10];
                while (true) {
                    body.write(noise);
                }
            }
            serve(exchange, path);
        });
        assertThat(report.verdict()).isEqualTo(Verdict.INCOMPLETE);
    }

    @Test
    void anAnswerThatDripsIsNotWaitedFor() {
        Report report = verify(IMPATIENCE, (exchange, path) -> {
            if (path.startsWith("tile/0/")) {
                exchange.sendResponseHeaders(200, 0);
                while (true) {
                    exchange.getResponseBody().write(1);
                    exchange.getResponseBody().flush();
                    Thread.sleep(50);
                }
            }
            serve(exchange, path);
        });
        assertThat(report.verdict()).isEqualTo(Verdict.INCOMPLETE);
        assertThat(report.missing().toString()).contains("tile/0/", "has not answered within");
    }

    @Test
    void aServerThatSaysNothingIsNotWaitedForAgainAndAgain() {
        byte[] huge = log.note(new Checkpoint(TestLog.ORIGIN, Entry.MAX_NUMBER, Hash.of(new byte[32])));
        Report report = verify(IMPATIENCE, (exchange, path) -> {
            if (path.equals("checkpoint")) {
                exchange.sendResponseHeaders(200, huge.length);
                exchange.getResponseBody().write(huge);
            } else {
                Thread.sleep(60_000);
            }
        });
        assertThat(report.verdict()).isEqualTo(Verdict.INCOMPLETE);
        assertThat(report.notes().toString()).contains("gave up after");
    }

    @Test
    void thatNobodyAnswersIsSaidInWords() {
        server.stop(0);
        URI address = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/log");
        Report report = LogVerification.verify(new UrlSource(address, PATIENCE), log.key());
        assertThat(report.missing()).contains("checkpoint: " + address + "/checkpoint: nobody answers there");
    }

    @Test
    void addressesThatLeadOnForEverAreNotFollowed() {
        Report report = verify((exchange, path) -> {
            exchange.getResponseHeaders().set("Location", "/log/" + path + "x");
            exchange.sendResponseHeaders(302, -1);
        });
        assertThat(report.verdict()).isEqualTo(Verdict.INCOMPLETE);
        assertThat(report.missing().toString()).contains("checkpoint");
    }

    private static TestLog log() {
        TestLog log = new TestLog().begin();
        while (log.size() < 700) {
            log.gap();
        }
        return log.publish();
    }
}
