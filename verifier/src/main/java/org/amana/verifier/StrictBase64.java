package org.amana.verifier;

import java.util.Base64;

/// Standard Base64 in one spelling only. The JDK's decoder forgives missing padding and stray low bits of the
/// last character, so that two texts mean the same bytes; a log that must show every flipped bit cannot.
final class StrictBase64 {
    private StrictBase64() {}

    static byte[] decode(String text) {
        byte[] bytes;
        try {
            bytes = Base64.getDecoder().decode(text);
        } catch (IllegalArgumentException e) {
            throw new MalformedException("not Base64: " + e.getMessage(), e);
        }
        if (!Base64.getEncoder().encodeToString(bytes).equals(text)) {
            throw new MalformedException("not the canonical Base64 of its bytes");
        }
        return bytes;
    }
}
