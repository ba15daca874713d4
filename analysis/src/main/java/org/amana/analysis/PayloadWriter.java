package org.amana.analysis;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/// Builds one payload: big-endian integers, and strings as a `u32` count of UTF-8 bytes and those bytes.
public final class PayloadWriter {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    public PayloadWriter u8(int value) {
        out.write(value);
        return this;
    }

    public PayloadWriter u16(int value) {
        return u8(value >>> 8).u8(value);
    }

    public PayloadWriter i32(int value) {
        return u16(value >>> 16).u16(value);
    }

    public PayloadWriter i64(long value) {
        return i32((int) (value >>> 32)).i32((int) value);
    }

    public PayloadWriter string(String value) {
        // An unpaired surrogate becomes '?', so that what is written can be read back strictly.
        return bytes(value.getBytes(StandardCharsets.UTF_8));
    }

    /// A count of bytes and the bytes.
    public PayloadWriter bytes(byte[] value) {
        i32(value.length);
        out.write(value, 0, value.length);
        return this;
    }

    public int size() {
        return out.size();
    }

    public byte[] toByteArray() {
        return out.toByteArray();
    }
}
