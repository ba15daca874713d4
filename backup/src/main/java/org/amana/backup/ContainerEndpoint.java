package org.amana.backup;

import java.io.IOException;
import java.net.ConnectException;
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
import org.amana.kernel.TimedExchange;

/// A container at its address, to send requests to, each authorised by the address's shared access signature. Busy
/// servers and lost connections are tried again a few times.
final class ContainerEndpoint implements AutoCloseable {
    private static final String VERSION = "2021-12-02";
    private static final int TRIES = 5;

    private final String container;
    private final String signature;
    private final Duration patience;
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(20))
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();

    /// @param address of the container, with a SAS as its query
    /// @param patience for each request and its whole answer
    /// @throws IllegalArgumentException if it has none
    ContainerEndpoint(URI address, Duration patience) {
        if (address.getRawQuery() == null || address.getRawQuery().isEmpty()) {
            throw new IllegalArgumentException(address + " has no signature (SAS) behind a question mark");
        }
        String path = address.getRawPath().replaceAll("/+$", "");
        if (path.isEmpty()) {
            throw new IllegalArgumentException("the address names no container");
        }
        this.container = address.getScheme() + "://" + address.getRawAuthority() + path;
        this.signature = address.getRawQuery();
        this.patience = patience;
    }

    /// A request about the container.
    ///
    /// @param query without the signature
    HttpRequest.Builder request(String query) {
        return request("", query);
    }

    /// A request about an object in it.
    HttpRequest.Builder request(String name, String query) {
        String path = name.isEmpty() ? "" : "/" + encode(name).replace("%2F", "/");
        String all = query.isEmpty() ? signature : query + "&" + signature;
        return HttpRequest.newBuilder(URI.create(container + path + "?" + all)).header("x-ms-version", VERSION);
    }

    HttpResponse<byte[]> send(HttpRequest.Builder request, String method) {
        return send(request, method, BodyPublishers.noBody());
    }

    /// Sends, and tries again with growing pauses while the server is busy or the connection fails.
    HttpResponse<byte[]> send(HttpRequest.Builder request, String method, BodyPublisher body) {
        HttpRequest built = request.method(method, body).build();
        for (int tried = 1; ; tried++) {
            try {
                HttpResponse<byte[]> response = TimedExchange.send(http, built, BodyHandlers.ofByteArray(), patience);
                if (response.statusCode() < 500 || tried == TRIES) {
                    return response;
                }
            } catch (IOException e) {
                if (tried == TRIES) {
                    throw new AmanaException(ErrorCode.DISK_FAILED, "no answer from " + container + ": " + why(e), e);
                }
            } catch (InterruptedException e) {
                throw interrupted(e);
            }
            pause(Duration.ofMillis(200L << tried));
        }
    }

    private static void pause(Duration duration) {
        try {
            Thread.sleep(duration);
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    private static AmanaException interrupted(InterruptedException e) {
        Thread.currentThread().interrupt();
        return new AmanaException(ErrorCode.SERVER_BUSY, "interrupted while it talked to the depot", e);
    }

    /// @param what was to be done, such as `read lists/1`
    static void require(HttpResponse<byte[]> response, int status, String what) {
        if (response.statusCode() != status) {
            String code = response.headers().firstValue("x-ms-error-code").orElse("");
            throw new AmanaException(
                    response.statusCode() == 507 ? ErrorCode.INSUFFICIENT_STORAGE : ErrorCode.DISK_FAILED,
                    "cannot " + what + ": the depot's server answered " + response.statusCode() + " " + code);
        }
    }

    private static String why(IOException failure) {
        return failure instanceof ConnectException
                ? "nobody can be reached there"
                : String.valueOf(failure.getMessage());
    }

    /// A text as a query has it.
    static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    /// Where it is, without the signature.
    @Override
    public String toString() {
        return container;
    }

    @Override
    public void close() {
        http.close();
    }
}
