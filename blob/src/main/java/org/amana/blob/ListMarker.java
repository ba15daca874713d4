package org.amana.blob;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;

/// Where the next page of a listing begins. Clients get it as an opaque text: `1!`, the snapshot's ticks in
/// hexadecimal, `!`, and the name in URL-safe Base64, so that every name survives every query string and XML
/// parser.
///
/// @param name the first name or prefix to show; "" for the beginning
/// @param from of that name, the first snapshot to show
record ListMarker(String name, long from) {
    static final ListMarker START = new ListMarker("", Long.MIN_VALUE);

    static ListMarker at(String name) {
        return new ListMarker(name, Long.MIN_VALUE);
    }

    /// @return empty for a text that was never given out; each listing has a name of its own for that
    static Optional<ListMarker> parse(String text) {
        if (text.isEmpty()) {
            return Optional.of(START);
        }
        String[] parts = text.split("!", -1);
        try {
            if (parts.length == 3 && parts[0].equals("1")) {
                byte[] name = Base64.getUrlDecoder().decode(parts[2]);
                return Optional.of(
                        new ListMarker(new String(name, StandardCharsets.UTF_8), Long.parseLong(parts[1], 16)));
            }
        } catch (IllegalArgumentException _) {
            // None of ours, like any other text.
        }
        return Optional.empty();
    }

    @Override
    public String toString() {
        return "1!" + Long.toString(from, 16) + "!"
                + Base64.getUrlEncoder().withoutPadding().encodeToString(name.getBytes(StandardCharsets.UTF_8));
    }
}
