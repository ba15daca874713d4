package org.amana.ledger;

import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/// Random bytes for salts and decoys, at memory speed: an AES-256-CTR key stream whose first bytes are the key
/// of the next block and whose used bytes are wiped ("fast key erasure"), so that what is in memory tells
/// nothing of what was handed out. Seeded once by the system's generator. Safe for use by many threads.
final class Salts {
    private static final int KEY_LENGTH = 32;
    private static final byte[] ZEROS = new byte[8 * 1024];

    // Both guarded by this object's monitor.
    private byte[] block = new byte[ZEROS.length];
    private int used = ZEROS.length;

    Salts() {
        byte[] seed = new byte[KEY_LENGTH];
        new SecureRandom().nextBytes(seed);
        System.arraycopy(seed, 0, block, 0, KEY_LENGTH);
        refill();
    }

    /// Fills `out`, which is much shorter than a block, with random bytes.
    synchronized void next(byte[] out) {
        if (used + out.length > block.length) {
            refill();
        }
        System.arraycopy(block, used, out, 0, out.length);
        Arrays.fill(block, used, used + out.length, (byte) 0);
        used += out.length;
    }

    private void refill() {
        byte[] key = Arrays.copyOf(block, KEY_LENGTH);
        try {
            Cipher stream = Cipher.getInstance("AES/CTR/NoPadding");
            // The counter may start at zero each time, because no key is used twice.
            stream.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(key, "AES"), new IvParameterSpec(new byte[16]));
            block = stream.doFinal(ZEROS);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has AES in counter mode", e);
        }
        used = KEY_LENGTH;
        Arrays.fill(key, (byte) 0);
    }
}
