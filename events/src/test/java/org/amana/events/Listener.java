package org.amana.events;

import com.azure.core.util.BinaryData;
import com.azure.messaging.eventgrid.EventGridEvent;
import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.IntSupplier;

/// A webhook that reads what it is sent with Azure's SDK, and answers what a test wants.
final class Listener implements AutoCloseable {
    /// What was sent, with the headers it came with.
    record Heard(EventGridEvent event, Headers headers, int port) {}

    private final HttpServer server;
    private final BlockingQueue<Heard> heard = new LinkedBlockingQueue<>();
    volatile boolean agrees = true;
    volatile String says = "";
    volatile IntSupplier status = () -> 200;

    Listener() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::handle);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.start();
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/hook?code=secret";
    }

    private void handle(HttpExchange exchange) throws IOException {
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        EventGridEvent event = EventGridEvent.fromString(body).getFirst();
        if (event.getEventType().equals("Microsoft.EventGrid.SubscriptionValidationEvent")) {
            String code =
                    event.getData().toObject(Map.class).get("validationCode").toString();
            answer(exchange, 200, BinaryData.fromObject(Map.of("validationResponse", agrees ? code : "no")));
            return;
        }
        int answered = status.getAsInt();
        heard.add(new Heard(
                event, exchange.getRequestHeaders(), exchange.getRemoteAddress().getPort()));
        answer(exchange, answered, BinaryData.fromString(says));
    }

    private static void answer(HttpExchange exchange, int status, BinaryData body) throws IOException {
        byte[] bytes = body.toBytes();
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        if (bytes.length > 0) {
            exchange.getResponseBody().write(bytes);
        }
        exchange.close();
    }

    /// The next that is told; fails when nothing is for a minute.
    Heard next() throws InterruptedException {
        Heard next = heard.poll(60, TimeUnit.SECONDS);
        if (next == null) {
            throw new AssertionError("nothing was told");
        }
        return next;
    }

    /// What else was told, now.
    List<Heard> rest() {
        return List.copyOf(heard);
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
