package org.amana.ledger;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.amana.kernel.AmanaException;
import org.amana.kernel.ErrorCode;
import org.amana.store.RootKey;

/// The keys that openings are encrypted under, one for each subject, and the keyed tags that subjects are found
/// by. A wrapped key lives in the database; the most recent ones are kept in memory. Safe for use by many
/// threads.
final class SubjectKeys {
    private static final int KEPT = 4_096;
    private static final int KEY_LENGTH = 32;
    private static final int TAG_LENGTH = 16;
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

    /// Encrypts openings one after the other with one cipher object; looking one up costs more than an opening.
    /// For one thread.
    static final class Sealer {
        private final Cipher cipher = newCipher();

        /// Encrypts one opening of the entry `index`. Under one key there is one opening of an entry for each
        /// `part`, always the same one, so index and part are the nonce.
        byte[] seal(SecretKey key, long index, int part, byte[] opening) {
            try {
                cipher.init(Cipher.ENCRYPT_MODE, key, nonce(index, part));
                return cipher.doFinal(opening);
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException("AES-GCM of an opening", e);
            }
        }
    }

    /// Decrypts what a [Sealer] made.
    static byte[] open(SecretKey key, long index, int part, byte[] sealed) {
        try {
            Cipher cipher = newCipher();
            cipher.init(Cipher.DECRYPT_MODE, key, nonce(index, part));
            return cipher.doFinal(sealed);
        } catch (GeneralSecurityException e) {
            throw new AmanaException(ErrorCode.CORRUPT, "the opening of entry " + index + " is damaged", e);
        }
    }

    private static Cipher newCipher() {
        try {
            return Cipher.getInstance("AES/GCM/NoPadding");
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has AES-GCM", e);
        }
    }

    private static GCMParameterSpec nonce(long index, int part) {
        return new GCMParameterSpec(
                GCM_TAG_BITS,
                ByteBuffer.allocate(12).putLong(index).putInt(part).array());
    }
}
