package org.amana.blob;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.amana.kernel.AmanaException;
import org.amana.kernel.ErrorCode;

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

    /// @throws AmanaException `INVALID_QUERY_PARAMETER` for a text that was never given out
    static ListMarker parse(String text) {
        if (text.isEmpty()) {
            return START;
        }
        String[] parts = text.split("!", -1);
        try {
            if (parts.length == 3 && parts[0].equals("1")) {
                byte[] name = Base64.getUrlDecoder().decode(parts[2]);
                return new ListMarker(new String(name, StandardCharsets.UTF_8), Long.parseLong(parts[1], 16));
            }
        } catch (IllegalArgumentException _) {
            // Refused below, like any other text.
        }
        throw new AmanaException(ErrorCode.INVALID_QUERY_PARAMETER, "marker " + text + ": not one of ours")
                .with("QueryParameterName", "marker")
                .with("QueryParameterValue", text);
    }

    @Override
    public String toString() {
        return "1!" + Long.toString(from, 16) + "!"
                + Base64.getUrlEncoder().withoutPadding().encodeToString(name.getBytes(StandardCharsets.UTF_8));
    }
}
