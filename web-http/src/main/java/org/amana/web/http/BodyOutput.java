package org.amana.web.http;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.Objects;

/// The body of an answer on its way to the socket; no buffer in between.
final class BodyOutput extends OutputStream {
    static final long UNKNOWN = -1;

    /// Where the pieces go.
    interface Sink {
        void write(boolean last, ByteBuffer piece) throws IOException;
    }

    private final Sink sink;
    private final long length;
    private final boolean bodiless;
    private long written;
    private boolean finished;

    BodyOutput(Sink sink, long length, boolean bodiless) {
        this.sink = sink;
        this.length = length;
        this.bodiless = bodiless;
    }

    @Override
    public void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int count) throws IOException {
        Objects.checkFromIndexSize(offset, count, bytes.length);
        if (length != UNKNOWN && count > length - written) {
            throw new IllegalStateException("answer of " + length + " bytes: " + (written + count) + " were written");
        }
        written += count;
        if (bodiless || count == 0) {
            return;
        }
        boolean last = written == length;
        finished |= last;
        sink.write(last, ByteBuffer.wrap(bytes, offset, count));
    }

    /// Whether the whole answer has been handed over.
    boolean finished() {
        return finished;
    }

    @Override
    public void close() throws IOException {
        if (finished || (!bodiless && length != UNKNOWN && written < length)) {
            return;
        }
        finished = true;
        sink.write(true, ByteBuffer.allocate(0));
    }
}
