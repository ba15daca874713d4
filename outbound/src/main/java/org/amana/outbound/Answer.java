package org.amana.outbound;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/// An answer from outside, whose body is still coming. To be closed; closing it before the body's end, from
/// whatever thread, breaks the connection off.
public final class Answer implements Outcome, AutoCloseable {
    private final URI url;
    private final int status;
    private final Map<String, List<String>> headers;
    private final InputStream body;
    private final Runnable breakOff;

    Answer(URI url, int status, Map<String, List<String>> headers, InputStream body, Runnable breakOff) {
        this.url = url;
        this.status = status;
        this.headers = headers;
        this.body = body;
        this.breakOff = breakOff;
    }

    static Map<String, List<String>> collect(Iterable<Map.Entry<String, String>> headers) {
        Map<String, List<String>> collected = new LinkedHashMap<>();
        headers.forEach(header -> collected
                .computeIfAbsent(header.getKey(), _ -> new ArrayList<>())
                .add(header.getValue()));
        return collected;
    }

    /// Where it came from in the end, redirects followed.
    public URI url() {
        return url;
    }

    public int status() {
        return status;
    }

    /// All headers, with their names as they came.
    public Map<String, List<String>> headers() {
        return headers;
    }

    /// The first header of that name, without blanks around it.
    public Optional<String> header(String name) {
        return headers.entrySet().stream()
                .filter(header -> header.getKey().toLowerCase(Locale.ROOT).equals(name.toLowerCase(Locale.ROOT)))
                .map(header -> header.getValue().getFirst().strip())
                .findFirst();
    }

    /// Bytes of the body, where the answer says how many.
    public OptionalLong length() {
        return header("Content-Length")
                .filter(text ->
                        text.length() <= 18 && !text.isEmpty() && text.chars().allMatch(c -> c >= '0' && c <= '9'))
                .map(text -> OptionalLong.of(Long.parseLong(text)))
                .orElse(OptionalLong.empty());
    }

    /// Ends early with an `IOException` when the sender breaks off, pauses for too long or is too slow.
    public InputStream body() {
        return body;
    }

    /// Reads what is left of a short body, so that the connection can be used again; a longer one is broken off when
    /// this is closed.
    ///
    /// @param most bytes of it
    public void skip(int most) {
        try {
            body.readNBytes(most + 1);
        } catch (IOException _) {
            // Then there is no connection to be used again.
        }
    }

    @Override
    public void close() {
        breakOff.run();
        try {
            body.close();
        } catch (IOException _) {
            // What is broken off cannot be read to its end; nobody wants it.
        }
    }
}
