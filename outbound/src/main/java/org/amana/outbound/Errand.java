package org.amana.outbound;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/// What is to be sent out: a GET, or a POST with a body.
///
/// @param headers by name; `Authorization` and `x-ms-encryption-key` go to the first host alone, not where it
///     redirects to
/// @param body for a POST
@SuppressWarnings("ArrayRecordComponent") // never compared
public record Errand(URI url, Map<String, String> headers, Optional<byte[]> body) {
    private static final Set<String> SECRET = Set.of("authorization", "x-ms-encryption-key");

    public Errand {
        headers = Map.copyOf(headers);
    }

    /// @throws IllegalArgumentException when it is no http or https URL of a host
    public static Errand get(String url) {
        return new Errand(parse(url), Map.of(), Optional.empty());
    }

    /// @throws IllegalArgumentException when it is no http or https URL of a host
    public static Errand post(String url, String contentType, byte[] body) {
        return new Errand(parse(url), Map.of("Content-Type", contentType), Optional.of(body.clone()));
    }

    /// With one more header.
    ///
    /// @throws IllegalArgumentException for a line break, which would make it two
    public Errand with(String name, String value) {
        if ((name + value).chars().anyMatch(c -> c < ' ' || c == 0x7F)) {
            throw new IllegalArgumentException("the header " + name + " has a control character");
        }
        Map<String, String> more = new TreeMap<>(headers);
        more.put(name, value);
        return new Errand(url, more, body);
    }

    /// The same at another place; what was for the first host alone stays behind when it is another.
    Errand at(URI other) {
        boolean same = other.getRawAuthority().equalsIgnoreCase(url.getRawAuthority())
                && other.getScheme().equalsIgnoreCase(url.getScheme());
        Map<String, String> kept = new TreeMap<>(headers);
        if (!same) {
            kept.keySet().removeIf(name -> SECRET.contains(name.toLowerCase(Locale.ROOT)));
        }
        return new Errand(other, kept, body);
    }

    static URI parse(String url) {
        try {
            return checked(new URI(encoded(url)));
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException(e.getReason() + " at " + e.getIndex()); // its message has the secrets
        }
    }

    static URI checked(URI url) {
        String scheme = url.getScheme();
        boolean web = "http".equalsIgnoreCase(scheme) || "https".equalsIgnoreCase(scheme);
        if (!web || url.getHost() == null || url.getHost().isEmpty() || url.getRawUserInfo() != null) {
            throw new IllegalArgumentException("not an http or https URL of a host");
        }
        if (url.getPort() == 0 || url.getPort() > 65_535) {
            throw new IllegalArgumentException(url.getPort() + " is not a port");
        }
        return url;
    }

    /// What may not stand in a URL is encoded, as browsers do; what is encoded already stays as it is.
    private static String encoded(String url) {
        StringBuilder encoded = new StringBuilder();
        for (byte b : url.getBytes(StandardCharsets.UTF_8)) {
            int c = b & 0xFF;
            if (c <= ' ' || c >= 0x7F || "\"<>\\^`{|}".indexOf(c) >= 0) {
                encoded.append('%').append(Character.toUpperCase(Character.forDigit(c >> 4, 16)));
                encoded.append(Character.toUpperCase(Character.forDigit(c & 15, 16)));
            } else {
                encoded.append((char) c);
            }
        }
        return encoded.toString();
    }
}
