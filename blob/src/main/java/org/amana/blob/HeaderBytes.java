package org.amana.blob;

import java.util.Base64;
import org.amana.kernel.AmanaException;
import org.amana.kernel.ErrorCode;

/// Reads headers that carry a digest in Base64.
final class HeaderBytes {
    private HeaderBytes() {}

    static byte[] decode(String header, String text, int length) {
        byte[] bytes;
        try {
            bytes = Base64.getDecoder().decode(text.strip());
        } catch (IllegalArgumentException _) {
            bytes = new byte[0];
        }
        if (bytes.length != length) {
            throw new AmanaException(
                            ErrorCode.INVALID_HEADER,
                            header + ": " + text + " is not the Base64 of " + length + " bytes")
                    .with("HeaderName", header)
                    .with("HeaderValue", text);
        }
        return bytes;
    }
}
