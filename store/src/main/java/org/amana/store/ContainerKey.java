package org.amana.store;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;

/// The data key of one container. Every extent gets a key of its own from it, which is what lets a nonce be a mere
/// position: see `docs/adr/0012-nonces-from-positions.md`. The catalog keeps it wrapped by the root key; once that
/// row is destroyed, the container's bytes are noise wherever they lie. Safe for use by many threads.
public final class ContainerKey {
    private static final byte[] LABEL = "amana extent key 1".getBytes(StandardCharsets.US_ASCII);
    private static final int KEY_BYTES = 32;
    private static final int MOST_REMEMBERED = 64;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final byte[] key;
    private final Map<ExtentId, SecretKey> remembered = new ConcurrentHashMap<>();

    private ContainerKey(byte[] key) {
        this.key = key;
    }

    /// A new random key.
    public static ContainerKey create() {
        byte[] key = new byte[KEY_BYTES];
        RANDOM.nextBytes(key);
        return new ContainerKey(key);
    }

    /// Reads what [#wrapped] made.
    ///
    /// @param boundTo the same text as then
    /// @throws org.amana.kernel.AmanaException `CORRUPT` if it is damaged or belongs to something else
    public static ContainerKey unwrap(RootKey root, byte[] wrapped, String boundTo) {
        return new ContainerKey(root.unwrap(wrapped, boundTo.getBytes(StandardCharsets.UTF_8)));
    }

    /// This key, encrypted, to be kept in the catalog.
    ///
    /// @param boundTo what the key belongs to, for example the container's id, which never changes
    public byte[] wrapped(RootKey root, String boundTo) {
        return root.wrap(key, boundTo.getBytes(StandardCharsets.UTF_8));
    }

    SecretKey forExtent(ExtentId extent) {
        SecretKey known = remembered.get(extent);
        if (known != null) {
            return known;
        }
        byte[] label = ByteBuffer.allocate(LABEL.length + ExtentId.BYTES)
                .put(LABEL)
                .putLong(extent.high())
                .putLong(extent.low())
                .array();
        SecretKey derived = new SecretKeySpec(Hkdf.derive(key, label, KEY_BYTES), "AES");
        if (remembered.size() >= MOST_REMEMBERED) {
            remembered.clear();
        }
        remembered.put(extent, derived);
        return derived;
    }

    @Override
    public String toString() {
        return "container key"; // never its bytes
    }
}
