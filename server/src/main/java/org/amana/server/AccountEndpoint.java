package org.amana.server;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.amana.kernel.AmanaException;
import org.amana.kernel.ErrorCode;

/// An account at its address, to send requests to, each authorised by a shared access signature. Safe for
/// several threads.
final class AccountEndpoint implements AutoCloseable {
    private static final String VERSION = "2024-11-04";
    private static final int TRIES = 5;

    private final URI address;
    private final String signature;
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(10))
            .build();

    /// @param address of the account, such as `http://127.0.0.1:10000/archive`
    /// @param signature an account SAS without the leading question mark
    AccountEndpoint(URI address, String signature) {
        this.address = address;
        this.signature = signature;
    }

    /// The path of a container.
    static String path(String container) {
        return "/" + container;
    }

    /// The path of a blob; the slashes of its name stay.
    static String path(String container, String name) {
        return path(container) + "/" + encoded(name).replace("%2F", "/");
    }

    /// A text as a query has it.
    static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    /// @param query without question mark and signature; empty for none
    HttpRequest.Builder request(String path, String query) {
        String all = query.isEmpty() ? signature : query + "&" + signature;
        return HttpRequest.newBuilder(URI.create(address + path + "?" + all))
                .timeout(Duration.ofMinutes(10))
                .header("x-ms-version", VERSION);
    }

    Reply send(HttpRequest.Builder request, String method) {
        return send(request, method, BodyPublishers.noBody());
    }

    /// Sends, and tries again with growing pauses while the server is busy or the connection fails.
    ///
    /// @throws AmanaException `SERVER_BUSY` if there is no answer
    Reply send(HttpRequest.Builder request, String method, BodyPublisher body) {
        HttpRequest built = request.method(method, body).build();
        for (int tried = 1; ; tried++) {
            try {
                HttpResponse<String> response = http.send(built, BodyHandlers.ofString());
                if (response.statusCode() != 503 || tried == TRIES) {
                    return new Reply(response, tried);
                }
            } catch (IOException e) {
                if (tried == TRIES) {
                    throw new AmanaException(
                            ErrorCode.SERVER_BUSY,
                            "no answer from " + address + ": is the server running? Start it with amana up",
                            e);
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new AmanaException(ErrorCode.SERVER_BUSY, "interrupted while uploading", e);
            }
            pause(Duration.ofMillis(200L << tried));
        }
    }

    private static void pause(Duration duration) {
        try {
            Thread.sleep(duration);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AmanaException(ErrorCode.SERVER_BUSY, "interrupted while waiting for the server", e);
        }
    }

    @Override
    public void close() {
        http.close();
    }
}
