package org.amana.ledger;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.amana.store.RootKey;

/// The keys that openings are encrypted under, one for each subject, and the keyed tags that subjects are found
/// by. A wrapped key lives in the database; the most recent ones are kept in memory. Safe for use by many
/// threads.
final class SubjectKeys {
    private static final int KEPT = 4_096;
    private static final int KEY_LENGTH = 32;
    private static final int TAG_LENGTH = 16;
    private static final int NONCE_LENGTH = 12;
    private static final int GCM_TAG_BITS = 128;

    /// What stands for a subject where its name must not: 16 bytes of an HMAC under the root key.
    record Tag(ByteBuffer hmac) {
        static Tag of(byte[] bytes) {
            return new Tag(ByteBuffer.wrap(bytes.clone()).asReadOnlyBuffer());
        }

        byte[] bytes() {
            byte[] bytes = new byte[hmac.remaining()];
            hmac.duplicate().get(bytes);
            return bytes;
        }
    }

    private final RootKey root;
    private final Salts random;
    private final SecretKey tagging;

    // All guarded by this object's monitor.
    private final Map<Tag, SecretKey> keys = new Recent<>();
    private final Map<Subject, Tag> tags = new Recent<>();
    private long forgotten; // how often a key was

    private static final class Recent<K, V> extends LinkedHashMap<K, V> {
        private static final long serialVersionUID = 1;

        Recent() {
            super(64, 0.75f, true);
        }

        @Override
        protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
            return size() > KEPT;
        }
    }

    SubjectKeys(RootKey root, Salts random) {
        this.root = root;
        this.random = random;
        this.tagging = root.derive("ledger: tags of subjects");
    }

    Tag tag(Subject subject) {
        synchronized (this) {
            Tag tag = tags.get(subject);
            if (tag != null) {
                return tag;
            }
        }
        Tag tag = tag(subject.kind().label(), subject.name());
        synchronized (this) {
            tags.put(subject, tag);
        }
        return tag;
    }

    /// The tag of no subject, for what belongs to nobody.
    Tag nobody() {
        return tag("nobody", "");
    }

    private Tag tag(String kind, String name) {
        try {
            Mac hmac = Mac.getInstance("HmacSHA256");
            hmac.init(new SecretKeySpec(tagging.getEncoded(), "HmacSHA256"));
            hmac.update(kind.getBytes(StandardCharsets.UTF_8));
            hmac.update((byte) 0);
            return Tag.of(Arrays.copyOf(hmac.doFinal(name.getBytes(StandardCharsets.UTF_8)), TAG_LENGTH));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has HMAC-SHA-256", e);
        }
    }

    /// The key of `tag`, if it is in memory.
    synchronized Optional<SecretKey> kept(Tag tag) {
        return Optional.ofNullable(keys.get(tag));
    }

    /// To be asked for before a wrapped key is read, and given to [#unwrap] with it.
    synchronized long forgotten() {
        return forgotten;
    }

    /// The key of `tag` out of its wrapping. It is kept from now on, unless a key was forgotten since it was read:
    /// it may be the very one, and whoever found it here later would encrypt under a key that is gone.
    ///
    /// @param readAfter what [#forgotten()] was before the wrapped key was read
    SecretKey unwrap(Tag tag, byte[] wrapped, long readAfter) {
        SecretKey key = new SecretKeySpec(root.unwrap(wrapped, boundTo(tag)), "AES");
        synchronized (this) {
            if (forgotten == readAfter) {
                keys.put(tag, key);
            }
        }
        return key;
    }

    /// A new key, which is not kept until it is stored.
    SecretKey make() {
        byte[] key = new byte[KEY_LENGTH];
        random.next(key);
        return new SecretKeySpec(key, "AES");
    }

    byte[] wrap(Tag tag, SecretKey key) {
        return root.wrap(key.getEncoded(), boundTo(tag));
    }

    synchronized void keep(Tag tag, SecretKey key) {
        keys.put(tag, key);
    }

    synchronized void forget(Tag tag) {
        keys.remove(tag);
        forgotten++;
    }

    private static byte[] boundTo(Tag tag) {
        byte[] label = "ledger subject ".getBytes(StandardCharsets.US_ASCII);
        return ByteBuffer.allocate(label.length + TAG_LENGTH)
                .put(label)
                .put(tag.bytes())
                .array();
    }

    /// Encrypts under one key after the other with one cipher object, as looking one up costs more than an opening.
    /// For one thread.
    static final class Sealer {
        private final Cipher cipher = newCipher();
        private final Salts random;

        private Sealer(Salts random) {
            this.random = random;
        }

        /// A random nonce, and what it encrypts `plain` to.
        ///
        /// @param bound what must be the same when it is opened
        byte[] seal(SecretKey key, byte[] bound, byte[] plain) {
            byte[] nonce = new byte[NONCE_LENGTH];
            random.next(nonce);
            try {
                cipher.init(Cipher.ENCRYPT_MODE, key, new GCMParameterSpec(GCM_TAG_BITS, nonce));
                cipher.updateAAD(bound);
                byte[] sealed = Arrays.copyOf(nonce, NONCE_LENGTH + cipher.getOutputSize(plain.length));
                cipher.doFinal(plain, 0, plain.length, sealed, NONCE_LENGTH);
                return sealed;
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException("AES-GCM of openings", e);
            }
        }
    }

    Sealer sealer() {
        return new Sealer(random);
    }

    /// Decrypts what a [Sealer] made.
    ///
    /// @throws GeneralSecurityException if it was damaged, or bound to something else
    static byte[] open(SecretKey key, byte[] bound, byte[] sealed) throws GeneralSecurityException {
        if (sealed.length < NONCE_LENGTH) {
            throw new AEADBadTagException("it is cut short");
        }
        Cipher cipher = newCipher();
        cipher.init(Cipher.DECRYPT_MODE, key, new GCMParameterSpec(GCM_TAG_BITS, sealed, 0, NONCE_LENGTH));
        cipher.updateAAD(bound);
        return cipher.doFinal(sealed, NONCE_LENGTH, sealed.length - NONCE_LENGTH);
    }

    /// Decrypts one of the openings that were sealed one by one: index and part are the nonce.
    ///
    /// @throws GeneralSecurityException if it was damaged
    static byte[] openFormer(SecretKey key, long index, OpeningPart part, byte[] sealed)
            throws GeneralSecurityException {
        byte[] nonce = ByteBuffer.allocate(NONCE_LENGTH)
                .putLong(index)
                .putInt(part.mask())
                .array();
        Cipher cipher = newCipher();
        cipher.init(Cipher.DECRYPT_MODE, key, new GCMParameterSpec(GCM_TAG_BITS, nonce));
        return cipher.doFinal(sealed);
    }

    private static Cipher newCipher() {
        try {
            return Cipher.getInstance("AES/GCM/NoPadding");
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has AES-GCM", e);
        }
    }
}
