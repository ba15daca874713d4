package org.amana.verifier;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// The files of a log over HTTP. What answers 404 or 410 is not there; what does not answer, or with another
/// status, is not known. The server is not trusted with anything: no file may be longer than [#MAX_BYTES], take
/// longer than it should, or lead on through more than five addresses.
final class UrlSource implements LogSource {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int ATTEMPTS = 3;

    private final URI address;
    private final Duration patience;
    private final HttpClient client;

    UrlSource(URI address) {
        this(address, PATIENCE);
    }

    /// @param patience how long a whole file may take, each time it is tried
    UrlSource(URI address, Duration patience) {
        String text = address.toString();
        this.address = text.endsWith("/") ? address : URI.create(text + "/");
        this.patience = patience;
        this.client = HttpClient.newBuilder()
                .connectTimeout(patience)
                .followRedirects(HttpClient.Redirect.NORMAL)
                .build();
    }

    @Override
    public Optional<byte[]> read(String path) throws IOException {
        for (int attempt = 1; ; attempt++) {
            try {
                return readOnce(path);
            } catch (IOException e) {
                if (attempt == ATTEMPTS) {
                    throw e;
                }
            }
        }
    }

    private Optional<byte[]> readOnce(String path) throws IOException {
        URI uri = address.resolve(path);
        HttpRequest request =
                HttpRequest.newBuilder(uri).timeout(patience).GET().build();
        CompletableFuture<HttpResponse<byte[]>> answer =
                client.sendAsync(request, BodyHandlers.limiting(BodyHandlers.ofByteArray(), MAX_BYTES + 1L));
        try {
            // The request's own timeout ends with the headers; a body that drips is bounded here.
            HttpResponse<byte[]> response = answer.get(patience.toMillis(), TimeUnit.MILLISECONDS);
            return switch (response.statusCode()) {
                case 200 -> Optional.of(response.body());
                case 404, 410 -> Optional.empty();
                default -> throw new IOException(uri + " answers " + response.statusCode());
            };
        } catch (TimeoutException e) {
            answer.cancel(true);
            throw new IOException(uri + " has not answered within " + patience.toSeconds() + " s", e);
        } catch (ExecutionException e) {
            throw new IOException(uri + ": " + why(Objects.requireNonNullElse(e.getCause(), e)), e);
        } catch (InterruptedException e) {
            answer.cancel(true);
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while reading " + uri, e);
        }
    }

    private static String why(Throwable cause) {
        return switch (cause) {
            case ConnectException failure
            when failure.getCause() instanceof UnresolvedAddressException -> "no machine is known by that name";
            case ConnectException _ -> "nobody answers there";
            case HttpTimeoutException _ -> "nobody answers there in time";
            default -> cause.toString();
        };
    }

    @Override
    public Optional<List<String>> list() {
        return Optional.empty();
    }

    @Override
    public int parallelism() {
        return 8;
    }

    @Override
    public String toString() {
        return address.toString();
    }
}
