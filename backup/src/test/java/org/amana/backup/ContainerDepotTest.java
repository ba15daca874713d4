package org.amana.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class ContainerDepotTest {
    private static final byte[] EMPTY = "<EnumerationResults/>".getBytes(StandardCharsets.UTF_8);

    @Test
    void aServerThatStopsInTheMiddleOfAnAnswerIsAskedAgain() throws IOException {
        AtomicInteger asked = new AtomicInteger();
        CountDownLatch over = new CountDownLatch(1);
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", exchange -> {
            exchange.sendResponseHeaders(200, EMPTY.length);
            if (asked.incrementAndGet() == 1) {
                exchange.getResponseBody().write(EMPTY, 0, 5);
                exchange.getResponseBody().flush();
                await(over);
            } else {
                exchange.getResponseBody().write(EMPTY);
            }
            exchange.close();
        });
        server.start();
        URI address = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/account/container?sig=x");
        try (ContainerDepot depot = new ContainerDepot(address, Duration.ofMillis(500))) {
            assertTimeoutPreemptively(
                    Duration.ofSeconds(30), () -> assertThat(depot.objects()).isEmpty());
        } finally {
            over.countDown();
            server.stop(0);
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new UncheckedIOException(new IOException(e));
        }
    }
}
