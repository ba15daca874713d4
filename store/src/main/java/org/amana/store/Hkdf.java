package org.amana.store;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import javax.crypto.KDF;
import javax.crypto.spec.HKDFParameterSpec;

/// HKDF-SHA-256 (RFC 5869) over keys that are uniformly random already, so that only its expanding half is needed
/// (RFC 5869 §3.3).
final class Hkdf {
    private Hkdf() {}

    static byte[] derive(byte[] key, String label, int length) {
        return derive(key, label.getBytes(StandardCharsets.UTF_8), length);
    }

    static byte[] derive(byte[] key, byte[] label, int length) {
        try {
            var secret = new javax.crypto.spec.SecretKeySpec(key, "Generic");
            return KDF.getInstance("HKDF-SHA256").deriveData(HKDFParameterSpec.expandOnly(secret, label, length));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
