package org.amana.verifier;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.function.BiConsumer;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/// Values by a text that is looked up where it lies in a larger array, without making an object. Open
/// addressing; grows, never shrinks; for one thread.
///
/// The texts come from whoever keeps the log, so every table hashes with a secret of its own: nobody can choose
/// texts that all meet in one place and make a verification last for ever.
final class TextTable<V> {
    /// What an entry of the table takes beside its text: two references, twice over, an array, a small object.
    private static final int EACH = 96;

    private static final SecureRandom RANDOM = new SecureRandom();

    private final ToLongFunction<V> weigher;
    private final long secret = RANDOM.nextLong();
    private final long factor = RANDOM.nextLong() | 1;
    private byte[][] keys = new byte[64][];
    private @Nullable Object[] values = new Object[64];
    private int size;
    private long weight;

    /// @param weigher about how many bytes a value takes; of one value always the same
    TextTable(ToLongFunction<V> weigher) {
        this.weigher = weigher;
    }

    /// The value for the text `bytes[from, to)`; null if there is none (a hot path: no `Optional`).
    @SuppressWarnings("unchecked") // put() stores nothing but a V
    @Nullable
    V find(byte[] bytes, int from, int to) {
        int slot = slot(bytes, from, to);
        return (V) values[slot];
    }

    @Nullable
    V find(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
        return find(bytes, 0, bytes.length);
    }

    @SuppressWarnings("unchecked") // put() stores nothing but a V
    void put(byte[] bytes, int from, int to, V value) {
        if (size * 2 >= keys.length) {
            grow();
        }
        int slot = slot(bytes, from, to);
        if (values[slot] == null) {
            keys[slot] = Arrays.copyOfRange(bytes, from, to);
            size++;
            weight += EACH + (to - from);
        } else {
            weight -= weigher.applyAsLong((V) values[slot]);
        }
        weight += weigher.applyAsLong(value);
        values[slot] = value;
    }

    void put(String text, V value) {
        byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
        put(bytes, 0, bytes.length, value);
    }

    int size() {
        return size;
    }

    /// About how many bytes of memory it takes.
    long weight() {
        return weight;
    }

    @SuppressWarnings("unchecked") // put() stores nothing but a V
    void forEach(BiConsumer<String, V> action) {
        for (int slot = 0; slot < keys.length; slot++) {
            if (values[slot] != null) {
                action.accept(new String(keys[slot], StandardCharsets.US_ASCII), (V) values[slot]);
            }
        }
    }

    private int slot(byte[] bytes, int from, int to) {
        int mask = keys.length - 1;
        int slot = hash(bytes, from, to) & mask;
        while (values[slot] != null && !Arrays.equals(keys[slot], 0, keys[slot].length, bytes, from, to)) {
            slot = (slot + 1) & mask;
        }
        return slot;
    }

    /// Each byte is mixed by a product and a shift, since a product alone keeps its low bits to itself.
    private int hash(byte[] bytes, int from, int to) {
        long hash = secret;
        for (int i = from; i < to; i++) {
            hash = (hash ^ (bytes[i] & 0xff)) * factor;
            hash ^= hash >>> 29;
        }
        return (int) (hash >>> 32);
    }

    private void grow() {
        byte[][] oldKeys = keys;
        @Nullable Object[] oldValues = values;
        keys = new byte[oldKeys.length * 2][];
        values = new Object[oldKeys.length * 2];
        for (int old = 0; old < oldKeys.length; old++) {
            if (oldValues[old] != null) {
                int slot = slot(oldKeys[old], 0, oldKeys[old].length);
                keys[slot] = oldKeys[old];
                values[slot] = oldValues[old];
            }
        }
    }
}
