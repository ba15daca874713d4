package org.amana.verifier;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/// Values by a text that is looked up where it lies in a larger array, without making an object. Open
/// addressing; grows, never shrinks; for one thread.
final class TextTable<V> {
    private byte[][] keys = new byte[64][];
    private @Nullable Object[] values = new Object[64];
    private int size;

    /// The value for the text `bytes[from, to)`; null if there is none (a hot path: no `Optional`).
    @SuppressWarnings("unchecked") // put() stores nothing but a V
    @Nullable
    V find(byte[] bytes, int from, int to) {
        int slot = slot(bytes, from, to);
        return (V) values[slot];
    }

    void put(byte[] bytes, int from, int to, V value) {
        if (size * 2 >= keys.length) {
            grow();
        }
        int slot = slot(bytes, from, to);
        if (values[slot] == null) {
            keys[slot] = Arrays.copyOfRange(bytes, from, to);
            size++;
        }
        values[slot] = value;
    }

    void put(String text, V value) {
        byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
        put(bytes, 0, bytes.length, value);
    }

    int size() {
        return size;
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

    private static int hash(byte[] bytes, int from, int to) {
        int hash = 1;
        for (int i = from; i < to; i++) {
            hash = 31 * hash + bytes[i];
        }
        hash *= 0x9e3779b1;
        return hash ^ (hash >>> 15);
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
