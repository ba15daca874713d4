package org.amana.verifier;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// The files of a log over HTTP. What answers 404 or 410 is not there; what does not answer, or with another
/// status, is not known.
final class UrlSource implements LogSource {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int ATTEMPTS = 3;

    private final URI address;
    private final HttpClient client = HttpClient.newBuilder()
            .connectTimeout(PATIENCE)
            .followRedirects(HttpClient.Redirect.NORMAL)
            .build();

    UrlSource(URI address) {
        String text = address.toString();
        this.address = text.endsWith("/") ? address : URI.create(text + "/");
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
                HttpRequest.newBuilder(uri).timeout(PATIENCE).GET().build();
        try {
            HttpResponse<byte[]> response =
                    client.send(request, BodyHandlers.limiting(BodyHandlers.ofByteArray(), MAX_BYTES + 1));
            return switch (response.statusCode()) {
                case 200 -> Optional.of(response.body());
                case 404, 410 -> Optional.empty();
                default -> throw new IOException(uri + " answers " + response.statusCode());
            };
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while reading " + uri, e);
        }
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
