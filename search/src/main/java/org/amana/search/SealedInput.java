package org.amana.search;

import java.io.EOFException;
import java.io.IOException;
import java.util.Objects;
import org.apache.lucene.store.IndexInput;
import org.apache.lucene.store.RandomAccessInput;
import org.apache.lucene.util.BitUtil;

/// Reads a sealed file, or a slice of one, from anywhere. Holds the chunk it stands in, so reading on costs no more
/// than reading an array. Like every [IndexInput], one is for one thread; clones and slices share the file below.
final class SealedInput extends IndexInput implements RandomAccessInput {
    private static final int MASK = SealedFormat.CHUNK - 1;
    private static final int SHIFT = Integer.numberOfTrailingZeros(SealedFormat.CHUNK);

    private final SealedFile file;
    private final long start;
    private final long length;
    private final boolean owner;
    private long position;

    /// The chunk in hand and its number.
    private byte[] chunk = new byte[0];

    private long number = -1;

    SealedInput(String description, SealedFile file, long start, long length, boolean owner) {
        super(description);
        this.file = file;
        this.start = start;
        this.length = length;
        this.owner = owner;
    }

    @Override
    public long length() {
        return length;
    }

    @Override
    public long getFilePointer() {
        return position;
    }

    @Override
    public void seek(long to) throws IOException {
        if (to < 0 || to > length) {
            throw new EOFException("seek to " + to + " of " + length + " in " + this);
        }
        position = to;
    }

    @Override
    public byte readByte() throws IOException {
        return readByte(position++);
    }

    @Override
    public short readShort() throws IOException {
        short value = readShort(position);
        position += Short.BYTES;
        return value;
    }

    @Override
    public int readInt() throws IOException {
        int value = readInt(position);
        position += Integer.BYTES;
        return value;
    }

    @Override
    public long readLong() throws IOException {
        long value = readLong(position);
        position += Long.BYTES;
        return value;
    }

    @Override
    public void readBytes(byte[] target, int offset, int count) throws IOException {
        readBytes(position, target, offset, count);
        position += count;
    }

    @Override
    public byte readByte(long at) throws IOException {
        checkRange(at, 1);
        return chunkOf(start + at)[(int) (start + at) & MASK];
    }

    @Override
    public void readBytes(long at, byte[] target, int offset, int count) throws IOException {
        Objects.checkFromIndexSize(offset, count, target.length);
        checkRange(at, count);
        long from = start + at;
        int done = 0;
        while (done < count) {
            byte[] bytes = chunkOf(from + done);
            int in = (int) (from + done) & MASK;
            int part = Math.min(count - done, bytes.length - in);
            System.arraycopy(bytes, in, target, offset + done, part);
            done += part;
        }
    }

    @Override
    public short readShort(long at) throws IOException {
        int in = within(at, Short.BYTES);
        return in >= 0 ? (short) BitUtil.VH_LE_SHORT.get(chunk, in) : (short) assembled(at, Short.BYTES);
    }

    @Override
    public int readInt(long at) throws IOException {
        int in = within(at, Integer.BYTES);
        return in >= 0 ? (int) BitUtil.VH_LE_INT.get(chunk, in) : (int) assembled(at, Integer.BYTES);
    }

    @Override
    public long readLong(long at) throws IOException {
        int in = within(at, Long.BYTES);
        return in >= 0 ? (long) BitUtil.VH_LE_LONG.get(chunk, in) : assembled(at, Long.BYTES);
    }

    /// Where the bytes begin in [#chunk], or -1 if they go over its end.
    private int within(long at, int count) throws IOException {
        checkRange(at, count);
        byte[] bytes = chunkOf(start + at);
        int in = (int) (start + at) & MASK;
        return in + count <= bytes.length ? in : -1;
    }

    private long assembled(long at, int count) throws IOException {
        long value = 0;
        for (int i = 0; i < count; i++) {
            value |= (readByte(at + i) & 0xFFL) << (8 * i);
        }
        return value;
    }

    private byte[] chunkOf(long at) throws IOException {
        long wanted = at >> SHIFT;
        if (wanted != number) {
            chunk = file.chunk(wanted);
            number = wanted;
        }
        return chunk;
    }

    private void checkRange(long at, int count) throws EOFException {
        if (at < 0 || at + count > length) {
            throw new EOFException("read of " + count + " at " + at + " of " + length + " in " + this);
        }
    }

    @Override
    public SealedInput clone() {
        SealedInput copy = new SealedInput(toString(), file, start, length, false);
        copy.position = position;
        copy.chunk = chunk;
        copy.number = number;
        return copy;
    }

    @Override
    public SealedInput slice(String description, long offset, long count) {
        if (offset < 0 || count < 0 || offset + count > length) {
            throw new IllegalArgumentException("slice " + offset + "+" + count + " of " + length + " in " + this);
        }
        return new SealedInput(getFullSliceDescription(description), file, start + offset, count, false);
    }

    @Override
    public RandomAccessInput randomAccessSlice(long offset, long count) {
        return slice("random access", offset, count);
    }

    @Override
    public void close() {
        if (owner) {
            file.close();
        }
    }
}
