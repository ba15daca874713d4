package org.amana.search;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.Objects;
import org.amana.durable.DurableFile;
import org.amana.kernel.AmanaException;

/// Writes a sealed file from front to back. A chunk is written when the one behind it begins, because the last is
/// sealed differently.
final class SealedOutput extends OutputStream {
    private final DurableFile file;
    private final SealedFormat format;
    private final byte[] plain = new byte[SealedFormat.CHUNK];
    private int filled;
    private long chunk;
    private boolean closed;

    SealedOutput(DurableFile file, SealedFormat format) {
        this.file = file;
        this.format = format;
        file.write(ByteBuffer.wrap(format.header()), 0);
    }

    @Override
    public void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int from, int length) throws IOException {
        Objects.checkFromIndexSize(from, length, bytes.length);
        int at = from;
        int left = length;
        while (left > 0) {
            if (filled == plain.length) {
                flushChunk(false);
            }
            int part = Math.min(left, plain.length - filled);
            System.arraycopy(bytes, at, plain, filled, part);
            filled += part;
            at += part;
            left -= part;
        }
    }

    private void flushChunk(boolean last) throws IOException {
        byte[] sealed = format.seal(plain, filled, chunk, last);
        try {
            file.write(ByteBuffer.wrap(sealed), SealedFormat.HEADER + chunk * SealedFormat.SEALED_CHUNK);
        } catch (AmanaException e) {
            throw SealedDirectory.asIoException(e);
        }
        chunk++;
        filled = 0;
    }

    @Override
    public void close() throws IOException {
        if (closed) {
            return;
        }
        closed = true;
        try (file) {
            flushChunk(true);
        }
    }
}
