package org.amana.bench;

import java.io.IOException;
import java.io.InputStream;
import org.amana.web.http.Exchange;
import org.amana.web.http.Handler;
import org.amana.web.http.HttpConfig;
import org.amana.web.http.HttpServer;

/// Amana's HTTP server, which takes in a body and answers 201 without doing anything with it.
final class NothingStored implements Handler {
    private NothingStored() {}

    /// Runs until killed. Argument: port.
    public static void main(String[] arguments) {
        HttpServer.start(HttpConfig.at("127.0.0.1", Integer.parseInt(arguments[0])), new NothingStored());
    }

    @Override
    public void handle(Exchange exchange) throws IOException {
        try (InputStream body = exchange.body()) {
            body.readAllBytes();
        }
        exchange.status(201);
        exchange.send();
    }
}
