package org.amana.verifier;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/// Writes an entry in its canonical form (RFC 8785, restricted as [Entry] says): give the keys in ascending
/// order. For one thread.
public final class EntryWriter {
    private byte[] bytes = new byte[640];
    private int length;
    private int hole = -1;

    public EntryWriter() {
        append('{');
    }

    /// Whether every character may stand in an entry: printable ASCII without `"` and `\`.
    public static boolean allows(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < 0x20 || c > 0x7e || c == '"' || c == '\\') {
                return false;
            }
        }
        return true;
    }

    /// @throws IllegalArgumentException if the text has a character that an entry may not hold
    public EntryWriter text(String key, String value) {
        key(key);
        quoted(value);
        return this;
    }

    /// @throws IllegalArgumentException if one of the texts has a character that an entry may not hold
    public EntryWriter texts(String key, List<String> values) {
        key(key);
        append('[');
        for (int i = 0; i < values.size(); i++) {
            if (i > 0) {
                append(',');
            }
            quoted(values.get(i));
        }
        append(']');
        return this;
    }

    /// @throws IllegalArgumentException if |value| is above 2^53 − 1
    public EntryWriter number(String key, long value) {
        if (value > Entry.MAX_NUMBER || value < -Entry.MAX_NUMBER) {
            throw new IllegalArgumentException(key + " is beyond 2^53 - 1: " + value);
        }
        key(key);
        ascii(Long.toString(value));
        return this;
    }

    /// The key with nothing behind its colon yet: room for a number that is known later, see [#withHole(long)].
    public EntryWriter hole(String key) {
        key(key);
        hole = length;
        return this;
    }

    /// The whole entry.
    ///
    /// @throws IllegalArgumentException if it is longer than [Entry#MAX_BYTES]
    public byte[] bytes() {
        return finish(new byte[0], length);
    }

    /// The whole entry with `number` in its hole. May be called again, with another number.
    ///
    /// @throws IllegalArgumentException if it is longer than [Entry#MAX_BYTES]
    public byte[] withHole(long number) {
        if (hole < 0 || number < 0 || number > Entry.MAX_NUMBER) {
            throw new IllegalArgumentException("no hole for " + number);
        }
        return finish(Long.toString(number).getBytes(StandardCharsets.US_ASCII), hole);
    }

    private byte[] finish(byte[] filling, int at) {
        byte[] entry = new byte[length + filling.length + 1];
        if (entry.length > Entry.MAX_BYTES) {
            throw new IllegalArgumentException(
                    "an entry of " + entry.length + " bytes; the most is " + Entry.MAX_BYTES);
        }
        System.arraycopy(bytes, 0, entry, 0, at);
        System.arraycopy(filling, 0, entry, at, filling.length);
        System.arraycopy(bytes, at, entry, at + filling.length, length - at);
        entry[entry.length - 1] = '}';
        return entry;
    }

    private void key(String key) {
        if (length > 1) {
            append(',');
        }
        quoted(key);
        append(':');
    }

    private void quoted(String text) {
        ensure(text.length() + 2);
        bytes[length++] = '"';
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < 0x20 || c > 0x7e || c == '"' || c == '\\') {
                throw new IllegalArgumentException(
                        "an entry holds printable ASCII without quotation mark and backslash, not character "
                                + (int) c);
            }
            bytes[length++] = (byte) c;
        }
        bytes[length++] = '"';
    }

    private void ascii(String text) {
        ensure(text.length());
        for (int i = 0; i < text.length(); i++) {
            bytes[length++] = (byte) text.charAt(i);
        }
    }

    private void append(char c) {
        ensure(1);
        bytes[length++] = (byte) c;
    }

    private void ensure(int more) {
        if (length + more > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(length + more, bytes.length * 2));
        }
    }
}
