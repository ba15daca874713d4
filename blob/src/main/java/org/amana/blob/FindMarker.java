package org.amana.blob;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.amana.kernel.AmanaException;
import org.amana.kernel.ErrorCode;

/// Where the next page of what was found by tags begins: `1!`, container and blob, each in URL-safe Base64, divided by
/// `!`.
///
/// @param container "" for the beginning
/// @param name of the first blob of that container to look at
record FindMarker(String container, String name) {
    /// @throws AmanaException `INVALID_QUERY_PARAMETER` for a text that was never given out
    static FindMarker parse(String text) {
        if (text.isEmpty()) {
            return new FindMarker("", "");
        }
        String[] parts = text.split("!", -1);
        try {
            if (parts.length == 3 && parts[0].equals("1")) {
                return new FindMarker(decoded(parts[1]), decoded(parts[2]));
            }
        } catch (IllegalArgumentException _) {
            // Refused below, like any other text.
        }
        throw new AmanaException(ErrorCode.INVALID_QUERY_PARAMETER, "marker " + text + ": not one of ours")
                .with("QueryParameterName", "marker")
                .with("QueryParameterValue", text);
    }

    private static String decoded(String text) {
        return new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8);
    }

    @Override
    public String toString() {
        return "1!" + encoded(container) + "!" + encoded(name);
    }

    private static String encoded(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
