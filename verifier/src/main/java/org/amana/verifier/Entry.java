package org.amana.verifier;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// One entry of a use ledger: a flat JSON object in a restricted RFC 8785 profile. Keys ascend; texts are
/// printable ASCII without `"` and `\`; numbers are integers with |n| ≤ 2^53 − 1; arrays hold texts only;
/// nothing is null, unknown, missing or repeated; at most 2,048 bytes. Immutable.
public final class Entry {
    /// The most bytes an entry has.
    public static final int MAX_BYTES = 2_048;

    /// The greatest magnitude of a number: 2^53 − 1.
    public static final long MAX_NUMBER = (1L << 53) - 1;

    /// The format that this code reads and writes, the value of `v`.
    public static final int VERSION = 1;

    private final Kind kind;
    private final Object[] values;
    private final byte[] bytes;

    Entry(Kind kind, Object[] values, byte[] bytes) {
        this.kind = kind;
        this.values = values;
        this.bytes = bytes;
    }

    /// Reads an entry, strictly.
    ///
    /// @throws MalformedException if the bytes are not the canonical form of an entry of a known kind
    public static Entry parse(byte[] bytes) {
        EntryParser parser = new EntryParser();
        parser.parse(bytes, 0, bytes.length);
        return parser.entry();
    }

    /// An entry of these values, each a `String`, a `Long` or a `List<String>` as the kind's field demands;
    /// `kind` and `v` need not be among them.
    ///
    /// @throws IllegalArgumentException if a value is missing, unknown, of another form, or cannot stand in an
    ///     entry
    public static Entry of(Kind kind, Map<String, ?> values) {
        Map<String, Object> all = new TreeMap<>(values);
        all.putIfAbsent("kind", kind.label());
        all.putIfAbsent("v", (long) VERSION);
        EntryWriter writer = new EntryWriter();
        all.forEach((key, value) -> write(writer, key, value));
        try {
            return parse(writer.bytes());
        } catch (MalformedException e) {
            throw new IllegalArgumentException(e.message(), e);
        }
    }

    private static void write(EntryWriter writer, String key, Object value) {
        switch (value) {
            case String text -> writer.text(key, text);
            case Long number -> writer.number(key, number);
            case Integer number -> writer.number(key, number);
            case List<?> texts ->
                writer.texts(key, texts.stream().map(String.class::cast).toList());
            default -> throw new IllegalArgumentException("no value for " + key + ": " + value);
        }
    }

    public Kind kind() {
        return kind;
    }

    /// When it was appended, in Unix seconds; never earlier than the entry before it.
    public long seconds() {
        return number("t");
    }

    /// When it was appended.
    public Instant time() {
        return Instant.ofEpochSecond(seconds());
    }

    /// The text under `key`.
    ///
    /// @throws IllegalArgumentException if entries of this kind have no such text
    public String text(String key) {
        return value(key, String.class);
    }

    /// The number under `key`.
    ///
    /// @throws IllegalArgumentException if entries of this kind have no such number
    public long number(String key) {
        return value(key, Long.class);
    }

    /// The texts under `key`, in their order.
    ///
    /// @throws IllegalArgumentException if entries of this kind have no such array
    public List<String> texts(String key) {
        List<?> texts = value(key, List.class);
        return texts.stream().map(String.class::cast).toList();
    }

    /// Whether entries of this kind have `key`.
    public boolean has(String key) {
        return kind.has(key);
    }

    /// The canonical bytes, which are what the log hashes; a copy.
    public byte[] bytes() {
        return bytes.clone();
    }

    /// Its leaf hash (RFC 9162).
    public Hash leafHash() {
        return new TreeHasher().leaf(bytes);
    }

    /// The canonical text.
    @Override
    public String toString() {
        return new String(bytes, StandardCharsets.US_ASCII);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Entry entry && Arrays.equals(bytes, entry.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    private <V> V value(String key, Class<V> form) {
        Object value = values[kind.position(key)];
        if (!form.isInstance(value)) {
            throw new IllegalArgumentException(key + " of a " + kind.label() + " entry is no " + form.getSimpleName());
        }
        return form.cast(value);
    }
}
