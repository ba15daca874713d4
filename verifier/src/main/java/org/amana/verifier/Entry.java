package org.amana.verifier;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// One entry of a use ledger: a flat JSON object in a restricted RFC 8785 profile. Keys ascend; texts are
/// printable ASCII without `"` and `\`; numbers are integers with |n| ≤ 2^53 − 1; arrays hold texts only;
/// nothing is null, unknown, missing or repeated; at most 2,048 bytes. Immutable. Values are read out of the bytes when
/// they are asked for: whoever goes through many entries wants few of each.
public final class Entry {
    /// The most bytes an entry has.
    public static final int MAX_BYTES = 2_048;

    /// The greatest magnitude of a number: 2^53 − 1.
    public static final long MAX_NUMBER = (1L << 53) - 1;

    /// The format that this code reads and writes, the value of `v`.
    public static final int VERSION = 1;

    private final Kind kind;
    private final byte[] bytes;
    private final int[] from;
    private final int[] to;
    private final long[] numbers;

    /// @param bytes canonical, not to be changed afterwards
    /// @param from for each field, where its text or array begins, without quotation mark or bracket
    /// @param to where it ends
    /// @param numbers for each field its number, where it is one
    Entry(Kind kind, byte[] bytes, int[] from, int[] to, long[] numbers) {
        this.kind = kind;
        this.bytes = bytes;
        this.from = from;
        this.to = to;
        this.numbers = numbers;
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
        int position = position(key, Field.Form.TEXT);
        return ascii(bytes, from[position], to[position]);
    }

    /// The number under `key`.
    ///
    /// @throws IllegalArgumentException if entries of this kind have no such number
    public long number(String key) {
        return numbers[position(key, Field.Form.COUNT, Field.Form.NUMBER)];
    }

    /// The texts under `key`, in their order.
    ///
    /// @throws IllegalArgumentException if entries of this kind have no such array
    public List<String> texts(String key) {
        int position = position(key, Field.Form.TEXTS);
        return texts(bytes, from[position], to[position]);
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

    private int position(String key, Field.Form... forms) {
        int position = kind.position(key);
        for (Field.Form form : forms) {
            if (kind.form(position) == form) {
                return position;
            }
        }
        throw new IllegalArgumentException(
                key + " of a " + kind.label() + " entry is " + kind.form(position) + ", not " + forms[0]);
    }

    /// The texts of an array that stands there, without its brackets.
    static List<String> texts(byte[] bytes, int from, int to) {
        List<String> texts = new ArrayList<>(1);
        for (int at = from; at < to; ) {
            int close = at + 1;
            while (bytes[close] != '"') {
                close++;
            }
            texts.add(ascii(bytes, at + 1, close));
            at = close + 2;
        }
        return Collections.unmodifiableList(texts);
    }

    static String ascii(byte[] bytes, int from, int to) {
        return new String(bytes, from, to - from, StandardCharsets.US_ASCII);
    }
}
