package org.amana.verifier;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;

/// What opens one commitment of an entry (RFC 9901, SD-JWT): `b64url(JSON [salt, name, value])`. Its digest,
/// `b64url(SHA-256(disclosure))`, stands among the entry's `sd`; without the disclosure, whose salt has 128
/// random bits, the digest says nothing.
///
/// @param salt 16 random bytes, in base64url without padding: 22 characters
/// @param name one of [#NAMES]
/// @param value any text
public record Disclosure(String salt, String name, String value) {
    /// What an entry commits to, in the order of its `sd`.
    public static final List<String> NAMES = List.of("actor", "object", "client", "case");

    /// Bytes in a salt.
    public static final int SALT_LENGTH = 16;

    private static final Base64.Encoder BASE64URL = Base64.getUrlEncoder().withoutPadding();

    public Disclosure {
        if (!NAMES.contains(name) || !isSalt(salt)) {
            throw new IllegalArgumentException("no disclosure: " + name + " with the salt " + salt);
        }
    }

    /// A disclosure with this salt of 16 bytes.
    public static Disclosure of(byte[] salt, String name, String value) {
        return new Disclosure(BASE64URL.encodeToString(salt), name, value);
    }

    /// The disclosure as it is handed over.
    public String encode() {
        return new String(encode(salt, name, value), StandardCharsets.US_ASCII);
    }

    /// The disclosure of `value` with this salt of 16 bytes, as it is handed over, in ASCII.
    public static byte[] encode(byte[] salt, String name, String value) {
        return encode(BASE64URL.encodeToString(salt), name, value);
    }

    private static byte[] encode(String salt, String name, String value) {
        String json = "[\"" + salt + "\",\"" + name + "\"," + JsonText.quote(value) + "]";
        return BASE64URL.encode(json.getBytes(StandardCharsets.UTF_8));
    }

    /// Its digest, as `sd` holds it: 43 characters.
    public String digest() {
        return digest(encode());
    }

    /// The digest of any encoded disclosure.
    public static String digest(String disclosure) {
        return BASE64URL.encodeToString(Sha256.of(disclosure.getBytes(StandardCharsets.US_ASCII)));
    }

    /// Reads a disclosure back.
    ///
    /// @throws MalformedException if it is not one in the form that [#encode()] writes
    public static Disclosure parse(String encoded) {
        byte[] json;
        try {
            json = Base64.getUrlDecoder().decode(encoded);
        } catch (IllegalArgumentException e) {
            throw new MalformedException("a disclosure is base64url", e);
        }
        List<String> parts = new JsonText(new String(json, StandardCharsets.UTF_8)).texts();
        if (parts.size() != 3 || !isSalt(parts.get(0)) || !NAMES.contains(parts.get(1))) {
            throw new MalformedException("a disclosure is salt, name and value");
        }
        Disclosure disclosure = new Disclosure(parts.get(0), parts.get(1), parts.get(2));
        if (!disclosure.encode().equals(encoded)) {
            throw new MalformedException("a disclosure in another spelling than ours");
        }
        return disclosure;
    }

    private static boolean isSalt(String text) {
        try {
            byte[] salt = Base64.getUrlDecoder().decode(text);
            return salt.length == SALT_LENGTH && BASE64URL.encodeToString(salt).equals(text);
        } catch (IllegalArgumentException _) {
            return false;
        }
    }
}
