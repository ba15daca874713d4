package org.amana.blob;

import java.security.MessageDigest;
import java.util.Base64;
import org.amana.verifier.Sha256;

/// The SHA-256 of a customer's key: all that is kept of it, and what answers and listings tell.
///
/// @param base64 as in the header `x-ms-encryption-key-sha256`
public record CustomerKeyHash(String base64) {
    static CustomerKeyHash of(byte[] key) {
        return new CustomerKeyHash(Base64.getEncoder().encodeToString(Sha256.of(key)));
    }

    /// Whether it has these bytes, in a time that does not tell how many of them.
    boolean isSame(byte[] other) {
        return MessageDigest.isEqual(Base64.getDecoder().decode(base64), other);
    }

    /// Whether it is of this key, in a time that does not tell how nearly.
    boolean isOf(CustomerKey key) {
        return isSame(Base64.getDecoder().decode(key.hash().base64()));
    }

    @Override
    public String toString() {
        return base64;
    }
}
