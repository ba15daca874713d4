package org.amana.web.http;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/// Header values beyond ASCII. On the wire they are bytes that HTTP gives no meaning (RFC 9110 §5.5); Jetty makes
/// one character of each byte, and so does the JDK's client. Clients that send such values mean UTF-8, and sign it.
public final class HeaderText {
    private HeaderText() {}

    /// The value as its sender meant it: UTF-8 if it is, else a character for each byte.
    public static String fromWire(String bytesAsCharacters) {
        if (isAscii(bytesAsCharacters)) {
            return bytesAsCharacters;
        }
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytesAsCharacters.getBytes(StandardCharsets.ISO_8859_1)))
                    .toString();
        } catch (CharacterCodingException _) {
            return bytesAsCharacters;
        }
    }

    /// What Jetty must be given to send the value in UTF-8.
    static String toWire(String value) {
        return isAscii(value) ? value : new String(value.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
    }

    private static boolean isAscii(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) > 0x7F) {
                return false;
            }
        }
        return true;
    }
}
