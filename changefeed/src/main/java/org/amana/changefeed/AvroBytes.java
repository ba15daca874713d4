package org.amana.changefeed;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/// Writes values in Avro's binary encoding (Apache Avro 1.12 specification, *Binary encoding*). Used by one thread at
/// a time.
final class AvroBytes {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    /// `long` and `int`: zigzag, seven bits a byte, the lowest first.
    AvroBytes number(long value) {
        long rest = (value << 1) ^ (value >> 63);
        while ((rest & ~0x7fL) != 0) {
            out.write((int) ((rest & 0x7f) | 0x80));
            rest >>>= 7;
        }
        out.write((int) rest);
        return this;
    }

    AvroBytes text(String value) {
        byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
        return number(bytes.length).raw(bytes);
    }

    /// Bytes as they are: a `fixed`, or what is encoded already.
    AvroBytes raw(byte[] bytes) {
        out.writeBytes(bytes);
        return this;
    }

    /// The first branch of a union with `null`.
    AvroBytes none() {
        return number(0);
    }

    /// A union of `null` and `string`; "" is null.
    AvroBytes optionalText(String value) {
        return value.isEmpty() ? none() : number(1).text(value);
    }

    /// A `map`, in one block.
    <V> AvroBytes map(Map<String, V> values, Consumer<V> value) {
        if (!values.isEmpty()) {
            number(values.size());
            new TreeMap<>(values).forEach((key, each) -> {
                text(key);
                value.accept(each);
            });
        }
        return number(0);
    }

    /// A union of `null` and a map of strings; an empty one is null.
    AvroBytes optionalTexts(Map<String, String> values) {
        return values.isEmpty() ? none() : number(1).map(values, this::text);
    }

    /// A union of `null` and a map of maps of strings; an empty one is null.
    AvroBytes optionalMaps(Map<String, Map<String, String>> values) {
        return values.isEmpty() ? none() : number(1).map(values, each -> map(each, this::text));
    }

    byte[] bytes() {
        return out.toByteArray();
    }
}
