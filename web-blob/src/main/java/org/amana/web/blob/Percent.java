package org.amana.web.blob;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import org.amana.kernel.AmanaException;
import org.amana.kernel.ErrorCode;

/// Percent-encoding (RFC 3986 §2.1) as the storage service reads it: `+` is a plus, `%2F` is a slash.
final class Percent {
    private static final String UNRESERVED = "-._~";

    private Percent() {}

    /// The text behind an encoded path segment or query value.
    ///
    /// @throws AmanaException `INVALID_URI` when a `%` has no two hexadecimal digits behind it, or the bytes are no
    /// UTF-8
    static String decode(String encoded) {
        if (encoded.indexOf('%') < 0) {
            return encoded;
        }
        byte[] bytes = encoded.getBytes(StandardCharsets.UTF_8);
        int length = 0;
        int all = 0;
        for (int i = 0; i < bytes.length; i++) { // each byte is read before its place is written
            byte decoded = bytes[i];
            if (decoded == '%') {
                decoded = (byte) (hex(encoded, bytes, i + 1) << 4 | hex(encoded, bytes, i + 2));
                i += 2;
            }
            bytes[length++] = decoded;
            all |= decoded;
        }
        return all >= 0 ? new String(bytes, 0, length, StandardCharsets.US_ASCII) : utf8(encoded, bytes, length);
    }

    private static String utf8(String encoded, byte[] bytes, int length) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes, 0, length))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new AmanaException(ErrorCode.INVALID_URI, "the URL has bytes that are no UTF-8: " + encoded, e);
        }
    }

    private static int hex(String encoded, byte[] raw, int index) {
        int digit = index < raw.length ? Character.digit(raw[index], 16) : -1;
        if (digit < 0) {
            throw new AmanaException(ErrorCode.INVALID_URI, "the URL has a % without two digits behind it: " + encoded);
        }
        return digit;
    }

    /// Encodes everything but letters, digits and `-._~`, and keeps the characters of `safe` too.
    static String encode(String text, String safe) {
        StringBuilder encoded = new StringBuilder(text.length() + 16);
        for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
            char c = (char) (b & 0xFF);
            if (isLetterOrDigit(c) || UNRESERVED.indexOf(c) >= 0 || safe.indexOf(c) >= 0) {
                encoded.append(c);
            } else {
                encoded.append('%')
                        .append(Character.toUpperCase(Character.forDigit(c >> 4, 16)))
                        .append(Character.toUpperCase(Character.forDigit(c & 15, 16)));
            }
        }
        return encoded.toString();
    }

    private static boolean isLetterOrDigit(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
    }
}
