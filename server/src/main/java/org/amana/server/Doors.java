package org.amana.server;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.amana.web.http.HttpServer;

/// All that is listened on. Closed as one, and before anything else: nobody comes in any more, and who is inside may
/// finish. Each server closes by itself afterwards, and cuts off who did not.
final class Doors implements AutoCloseable {
    /// So long a request may go on after the server was told to stop.
    static final Duration GRACE = Duration.ofSeconds(3);

    private final List<HttpServer> servers = new CopyOnWriteArrayList<>();

    HttpServer add(HttpServer server) {
        servers.add(server);
        return server;
    }

    @Override
    public void close() {
        CompletableFuture<?>[] left = servers.stream().map(HttpServer::letGo).toArray(CompletableFuture[]::new);
        try {
            CompletableFuture.allOf(left).get(GRACE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException | ExecutionException _) {
            // They are cut off.
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
