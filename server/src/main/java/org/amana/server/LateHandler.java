package org.amana.server;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.amana.web.http.Exchange;
import org.amana.web.http.Failure;
import org.amana.web.http.Handler;

/// Stands in for a handler that is still being made; until then it answers 503.
final class LateHandler implements Handler {
    private static final Handler STARTING = exchange -> {
        exchange.status(503).set("Retry-After", "1");
        exchange.send("starting\n".getBytes(StandardCharsets.UTF_8));
    };

    private volatile Handler handler = STARTING;

    void become(Handler other) {
        handler = other;
    }

    @Override
    public void handle(Exchange exchange) throws IOException {
        handler.handle(exchange);
    }

    @Override
    public void fail(Exchange exchange, Failure failure) throws IOException {
        handler.fail(exchange, failure);
    }
}
