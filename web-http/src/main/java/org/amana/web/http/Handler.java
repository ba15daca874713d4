package org.amana.web.http;

import java.io.IOException;
import java.nio.charset.StandardCharsets;

/// Answers requests. Called on a virtual thread of its own for each, many at a time.
@FunctionalInterface
public interface Handler {
    /// Answers the exchange before it returns. What it throws becomes a [Failure].
    void handle(Exchange exchange) throws IOException;

    /// Answers in place of [#handle(Exchange)]: for a request that is not HTTP as we accept it, and for what
    /// [#handle(Exchange)] threw while the answer had not begun. Override it to give the answer the shape that
    /// clients of this handler read; by default it is a line of plain text.
    default void fail(Exchange exchange, Failure failure) throws IOException {
        exchange.status(failure.status());
        exchange.set("Content-Type", "text/plain; charset=utf-8");
        exchange.send((failure.message() + "\n").getBytes(StandardCharsets.UTF_8));
    }
}
