package org.amana.analysis;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/// Reads what [PayloadWriter] wrote and believes none of it: every count is checked against its cap and against what
/// is left before anything is allocated.
public final class PayloadReader {
    private static final int LONGEST_REASON = 3 << 10;

    private final ByteBuffer in;

    public PayloadReader(byte[] payload) {
        this.in = ByteBuffer.wrap(payload);
    }

    public int u8() throws MalformedReplyException {
        need(1);
        return in.get() & 0xFF;
    }

    public int u16() throws MalformedReplyException {
        need(2);
        return in.getShort() & 0xFFFF;
    }

    public int i32() throws MalformedReplyException {
        need(4);
        return in.getInt();
    }

    public long i64() throws MalformedReplyException {
        need(8);
        return in.getLong();
    }

    /// An integer from `low` to `high`, both included.
    public int between(int low, int high) throws MalformedReplyException {
        int value = i32();
        if (value < low || value > high) {
            throw new MalformedReplyException("expected " + low + " to " + high + ", found " + value);
        }
        return value;
    }

    /// A count of things that take at least `leastBytes` each, so that a lie about the count cannot cost memory.
    public int count(int cap, int leastBytes) throws MalformedReplyException {
        int value = between(0, cap);
        if ((long) value * leastBytes > in.remaining()) {
            throw new MalformedReplyException(value + " things announced in " + in.remaining() + " bytes");
        }
        return value;
    }

    /// A string of at most `capBytes` bytes of valid UTF-8.
    public String string(int capBytes) throws MalformedReplyException {
        int length = between(0, capBytes);
        need(length);
        ByteBuffer slice = in.slice(in.position(), length);
        in.position(in.position() + length);
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(slice).toString();
        } catch (CharacterCodingException _) {
            throw new MalformedReplyException("not UTF-8");
        }
    }

    public Reason reason() throws MalformedReplyException {
        try {
            return Reason.decode(string(LONGEST_REASON));
        } catch (IllegalArgumentException e) {
            throw new MalformedReplyException(String.valueOf(e.getMessage()));
        }
    }

    public byte[] bytes(int cap) throws MalformedReplyException {
        int length = between(0, cap);
        need(length);
        byte[] value = new byte[length];
        in.get(value);
        return value;
    }

    public void end() throws MalformedReplyException {
        if (in.hasRemaining()) {
            throw new MalformedReplyException(in.remaining() + " bytes after the end");
        }
    }

    private void need(int bytes) throws MalformedReplyException {
        if (in.remaining() < bytes) {
            throw new MalformedReplyException("needs " + bytes + " bytes, has " + in.remaining());
        }
    }
}
