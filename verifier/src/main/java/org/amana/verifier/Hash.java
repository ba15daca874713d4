package org.amana.verifier;

import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;

/// A SHA-256 hash: of a leaf, of a node, or of a whole tree. Immutable.
public final class Hash {
    /// Bytes in a hash.
    public static final int LENGTH = 32;

    private final byte[] bytes;

    private Hash(byte[] bytes) {
        this.bytes = bytes;
    }

    /// A hash of these 32 bytes, which are copied.
    ///
    /// @throws IllegalArgumentException if there are not 32
    public static Hash of(byte[] bytes) {
        if (bytes.length != LENGTH) {
            throw new IllegalArgumentException("a hash has 32 bytes, not " + bytes.length);
        }
        return new Hash(bytes.clone());
    }

    /// The hash that stands in `bytes` from `offset`.
    public static Hash at(byte[] bytes, int offset) {
        return new Hash(Arrays.copyOfRange(bytes, offset, offset + LENGTH));
    }

    /// Reads standard Base64 with padding, in its one canonical spelling.
    ///
    /// @throws MalformedException if the text is anything else
    public static Hash parse(String base64) {
        byte[] bytes = StrictBase64.decode(base64);
        if (bytes.length != LENGTH) {
            throw new MalformedException("a hash has 32 bytes, not " + bytes.length);
        }
        return new Hash(bytes);
    }

    /// The 32 bytes, a copy.
    public byte[] bytes() {
        return bytes.clone();
    }

    /// Copies the 32 bytes into `target` from `offset`.
    public void copyTo(byte[] target, int offset) {
        System.arraycopy(bytes, 0, target, offset, LENGTH);
    }

    /// Whether `other` holds the same 32 bytes from `offset`.
    public boolean matches(byte[] other, int offset) {
        return Arrays.equals(bytes, 0, LENGTH, other, offset, offset + LENGTH);
    }

    public String hex() {
        return HexFormat.of().formatHex(bytes);
    }

    /// Standard Base64, as checkpoints and proofs spell it.
    @Override
    public String toString() {
        return Base64.getEncoder().encodeToString(bytes);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Hash hash && Arrays.equals(bytes, hash.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }
}
