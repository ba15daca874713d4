package org.amana.soak;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.amana.testkit.StartedServer;
import org.amana.web.blob.IssuedSas;

/// A client of the Blob endpoint that never tries again by itself: whoever uses it wants to know what happened the
/// first time. Safe for many threads.
final class Client {
    private static final String VERSION = "2021-12-02";
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(30))
            .build();
    private final String endpoint;
    private final String signature;

    /// A client that uses one of the keys of a server.
    Client(StartedServer server, StartedServer.Key key) {
        Instant now = Instant.now();
        this.endpoint = server.blobEndpoint();
        this.signature = IssuedSas.query(
                server.account(),
                Base64.getDecoder().decode(key.key()),
                "rwdlac",
                now.minus(Duration.ofMinutes(10)),
                now.plus(Duration.ofDays(6)));
    }

    /// A request but for its signature.
    ///
    /// @param path  container, or container and blob, such as `/samples/minutes.pdf`
    /// @param query without question mark; may be empty
    @SuppressWarnings("ArrayRecordComponent") // a request is compared with none; a key of a map has no body
    record Ask(String method, String path, String query, Map<String, String> headers, byte[] body) {
        private static final byte[] NOTHING = {};

        static Ask of(String method, String path, String query) {
            return new Ask(method, path, query, Map.of(), NOTHING);
        }

        static Ask put(String path, String query, Map<String, String> headers, byte[] body) {
            return new Ask("PUT", path, query, headers, body);
        }

        @Override
        public String toString() {
            return method + " " + path + (query.isEmpty() ? "" : "?" + query);
        }
    }

    Reply send(Ask ask) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url(ask.path(), ask.query())))
                .timeout(PATIENCE)
                .header("x-ms-version", VERSION)
                .method(
                        ask.method(),
                        ask.body().length == 0 ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(ask.body()));
        ask.headers().forEach(request::header);
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        Optional<UUID> requestId = Optional.empty();
        try {
            HttpResponse<InputStream> response = http.send(request.build(), BodyHandlers.ofInputStream());
            requestId = response.headers().firstValue("x-ms-request-id").map(UUID::fromString);
            try (InputStream in = response.body()) {
                in.transferTo(body);
            }
            return new Reply.Answered(response.statusCode(), requestId, response.headers(), body.toByteArray());
        } catch (IOException e) {
            return new Reply.BrokenOff(requestId, body.toByteArray(), String.valueOf(e.getMessage()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Reply.BrokenOff(requestId, body.toByteArray(), "interrupted");
        }
    }

    /// Address and signature of a blob, as the source of a copy.
    String url(String path, String query) {
        return endpoint + path + "?" + (query.isEmpty() ? "" : query + "&") + signature;
    }

    static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
