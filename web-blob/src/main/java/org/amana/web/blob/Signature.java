package org.amana.web.blob;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// HMAC-SHA256 over UTF-8, compared in constant time.
final class Signature implements Predicate<byte[]> {
    private static final String ALGORITHM = "HmacSHA256";
    private static final Mac UNKEYED = unkeyed();

    private final byte[] claimed;
    private final List<byte[]> signed;

    /// @param claimed the signature that a client sent, Base64
    /// @param strings what it may be the signature of
    Signature(String claimed, Collection<String> strings) {
        this.claimed = decode(claimed);
        this.signed = strings.stream()
                .map(string -> string.getBytes(StandardCharsets.UTF_8))
                .toList();
    }

    /// Whether this secret makes the claimed signature. It takes as long for a wrong one as for a right one.
    @Override
    public boolean test(byte[] secret) {
        boolean matches = false;
        for (byte[] string : signed) {
            matches |= MessageDigest.isEqual(hmac(secret, string), claimed);
        }
        return matches;
    }

    static byte[] hmac(byte[] secret, byte[] data) {
        try {
            Mac mac = (Mac) UNKEYED.clone(); // looking one up takes as long as using it
            mac.init(new SecretKeySpec(secret, ALGORITHM));
            return mac.doFinal(data);
        } catch (GeneralSecurityException | CloneNotSupportedException e) {
            throw new IllegalStateException(ALGORITHM, e);
        }
    }

    private static Mac unkeyed() {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            Objects.requireNonNull(mac.getProvider()); // which is chosen now, before many threads make copies
            return mac;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has " + ALGORITHM, e);
        }
    }

    /// Nothing equals a signature that is no Base64.
    private static byte[] decode(String base64) {
        try {
            return Base64.getDecoder().decode(base64);
        } catch (IllegalArgumentException _) {
            return new byte[0];
        }
    }
}
