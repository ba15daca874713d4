package org.amana.blob;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.KDF;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.HKDFParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/// AES-256-GCM under a key that is made of another, a customer's or a scope's, and a fresh salt. With the salt each is
/// a new one, so a nonce is a mere number.
final class CustomerSeal {
    static final int SALT = 32;
    static final int TAG = 16;

    private static final int KEY_BYTES = 32;
    private static final String OF_METADATA = "amana customer metadata 1";
    private static final SecureRandom RANDOM = new SecureRandom();

    private CustomerSeal() {}

    static byte[] salt() {
        byte[] salt = new byte[SALT];
        RANDOM.nextBytes(salt);
        return salt;
    }

    /// A key for AES-256, made of another by HKDF-SHA-256 (RFC 5869).
    static SecretKey derive(byte[] key, byte[] salt, String use) {
        try {
            return KDF.getInstance("HKDF-SHA256")
                    .deriveKey(
                            "AES",
                            HKDFParameterSpec.ofExtract()
                                    .addIKM(new SecretKeySpec(key, "Generic"))
                                    .addSalt(salt)
                                    .thenExpand(use.getBytes(StandardCharsets.US_ASCII), KEY_BYTES));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /// @param mode [Cipher#ENCRYPT_MODE] or [Cipher#DECRYPT_MODE]
    /// @param number of what is encrypted under this key
    static void begin(Cipher cipher, int mode, SecretKey key, int number) throws GeneralSecurityException {
        byte[] nonce = {
            0, 0, 0, 0, 0, 0, 0, 0, (byte) (number >>> 24), (byte) (number >>> 16), (byte) (number >>> 8), (byte) number
        };
        cipher.init(mode, key, new GCMParameterSpec(TAG * 8, nonce));
    }

    static Cipher cipher() {
        try {
            return Cipher.getInstance("AES/GCM/NoPadding");
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e); // every JDK has it
        }
    }

    /// A salt, then the encrypted bytes and their tag.
    static byte[] seal(CustomerKey key, byte[] clear) {
        byte[] salt = salt();
        try {
            Cipher cipher = cipher();
            begin(cipher, Cipher.ENCRYPT_MODE, key.derive(salt, OF_METADATA), 0);
            byte[] sealed = Arrays.copyOf(salt, SALT + clear.length + TAG);
            cipher.doFinal(clear, 0, clear.length, sealed, SALT);
            return sealed;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /// @throws GeneralSecurityException unless it is what [#seal] made under this key
    static byte[] open(CustomerKey key, byte[] sealed) throws GeneralSecurityException {
        if (sealed.length < SALT + TAG) {
            throw new GeneralSecurityException(sealed.length + " bytes");
        }
        Cipher cipher = cipher();
        begin(cipher, Cipher.DECRYPT_MODE, key.derive(Arrays.copyOf(sealed, SALT), OF_METADATA), 0);
        return cipher.doFinal(sealed, SALT, sealed.length - SALT);
    }
}
