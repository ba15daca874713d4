package org.amana.verifier;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;

/// A log's public Ed25519 key with the log's name, in the spelling that C2SP `signed-note` and Go's `sumdb/note`
/// share: `name+hex8+base64(0x01 ‖ public key)`. Whoever pins this text can check the log for good. Immutable.
public final class VerifierKey {
    private static final byte ED25519 = 1;
    private static final int RAW_LENGTH = 32;

    /// What stands before the 32 raw bytes in an X.509 SubjectPublicKeyInfo of an Ed25519 key (RFC 8410 §4).
    private static final byte[] X509_PREFIX = HexFormat.of().parseHex("302a300506032b6570032100");

    private final String name;
    private final byte[] raw;
    private final PublicKey key;

    private VerifierKey(String name, byte[] raw) {
        this.name = name;
        this.raw = raw;
        this.key = decode(raw);
    }

    /// The key `publicKey` of the log `name`.
    ///
    /// @param publicKey an Ed25519 key of the JDK
    public static VerifierKey of(String name, PublicKey publicKey) {
        byte[] encoded = publicKey.getEncoded();
        if (!SignedNote.validName(name)
                || encoded.length != X509_PREFIX.length + RAW_LENGTH
                || !Arrays.equals(encoded, 0, X509_PREFIX.length, X509_PREFIX, 0, X509_PREFIX.length)) {
            throw new IllegalArgumentException("not an Ed25519 key of a log: " + name);
        }
        return new VerifierKey(name, Arrays.copyOfRange(encoded, X509_PREFIX.length, encoded.length));
    }

    /// Reads `name+hex8+base64`.
    ///
    /// @throws MalformedException if the text has another form or its id does not fit its key
    public static VerifierKey parse(String text) {
        String[] parts = text.strip().split("\\+", 3);
        if (parts.length != 3 || !SignedNote.validName(parts[0])) {
            throw new MalformedException("a verifier key is name+id+key");
        }
        byte[] typed = StrictBase64.decode(parts[2]);
        if (typed.length != 1 + RAW_LENGTH || typed[0] != ED25519) {
            throw new MalformedException("not an Ed25519 verifier key");
        }
        VerifierKey key = new VerifierKey(parts[0], Arrays.copyOfRange(typed, 1, typed.length));
        if (!HexFormat.of().toHexDigits(key.id()).equals(parts[1])) {
            throw new MalformedException("the id " + parts[1] + " is not that of this key and name");
        }
        return key;
    }

    /// The log's name, which is also its origin.
    public String name() {
        return name;
    }

    /// The first four bytes of SHA-256(name ‖ newline ‖ 0x01 ‖ public key), big-endian.
    public int id() {
        MessageDigest sha256 = Sha256.digest();
        sha256.update(name.getBytes(StandardCharsets.UTF_8));
        sha256.update((byte) '\n');
        sha256.update(ED25519);
        return ByteBuffer.wrap(sha256.digest(raw)).getInt();
    }

    /// Whether `signature` over `message` was made with this key.
    public boolean verifies(byte[] message, byte[] signature) {
        try {
            Signature ed25519 = Signature.getInstance("Ed25519");
            ed25519.initVerify(key);
            ed25519.update(message);
            return ed25519.verify(signature);
        } catch (GeneralSecurityException _) {
            return false;
        }
    }

    @Override
    public String toString() {
        byte[] typed = new byte[1 + RAW_LENGTH];
        typed[0] = ED25519;
        System.arraycopy(raw, 0, typed, 1, RAW_LENGTH);
        return name + "+" + HexFormat.of().toHexDigits(id()) + "+"
                + Base64.getEncoder().encodeToString(typed);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof VerifierKey that && name.equals(that.name) && Arrays.equals(raw, that.raw);
    }

    @Override
    public int hashCode() {
        return 31 * name.hashCode() + Arrays.hashCode(raw);
    }

    private static PublicKey decode(byte[] raw) {
        byte[] encoded = Arrays.copyOf(X509_PREFIX, X509_PREFIX.length + RAW_LENGTH);
        System.arraycopy(raw, 0, encoded, X509_PREFIX.length, RAW_LENGTH);
        try {
            return KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(encoded));
        } catch (GeneralSecurityException e) {
            throw new MalformedException("not an Ed25519 public key", e);
        }
    }
}
