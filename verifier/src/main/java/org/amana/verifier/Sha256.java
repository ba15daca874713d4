package org.amana.verifier;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/// Makes SHA-256 digests. Asking the JDK's providers costs more than hashing an entry, so it is done once and
/// copied.
public final class Sha256 {
    private static final MessageDigest PROTOTYPE = fromProvider();

    private Sha256() {}

    /// A digest of nothing yet, for one thread.
    public static MessageDigest digest() {
        try {
            return (MessageDigest) PROTOTYPE.clone();
        } catch (CloneNotSupportedException _) {
            return fromProvider();
        }
    }

    /// The digest of some bytes.
    public static byte[] of(byte[] bytes) {
        return digest().digest(bytes);
    }

    /// The same in hexadecimal, in lower case.
    public static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(of(bytes));
    }

    private static MessageDigest fromProvider() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
