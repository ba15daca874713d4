package org.amana.blob;

import java.util.Base64;
import org.amana.kernel.AmanaException;
import org.amana.kernel.ErrorCode;

/// Reads headers that carry a digest in Base64.
final class HeaderBytes {
    private HeaderBytes() {}

    /// @param code of the failure when it is not the Base64 of so many bytes
    static byte[] decode(ErrorCode code, String header, String text, int shortest, int longest) {
        byte[] bytes;
        try {
            bytes = Base64.getDecoder().decode(text.strip());
        } catch (IllegalArgumentException _) {
            bytes = new byte[0];
        }
        if (bytes.length < shortest || bytes.length > longest) {
            throw wrong(code, header, text, wanted(shortest, longest));
        }
        return bytes;
    }

    private static String wanted(int shortest, int longest) {
        if (longest == Integer.MAX_VALUE) {
            return shortest + " or more";
        }
        return shortest == longest ? "" + shortest : shortest + " to " + longest;
    }

    /// @param wanted how many bytes
    static AmanaException wrong(ErrorCode code, String header, String text, String wanted) {
        return new AmanaException(code, header + ": " + text + " is not the Base64 of " + wanted + " bytes")
                .with("HeaderName", header)
                .with("HeaderValue", text);
    }
}
