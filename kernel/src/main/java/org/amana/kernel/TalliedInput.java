package org.amana.kernel;

import java.io.IOException;
import java.io.InputStream;
import java.util.function.LongConsumer;

/// A stream that tells how many bytes have been read of it, each time some are.
public final class TalliedInput extends InputStream {
    private final InputStream in;
    private final LongConsumer tally;
    private long bytes;

    /// @param tally told of all bytes so far; what it throws ends the reading
    public TalliedInput(InputStream in, LongConsumer tally) {
        this.in = in;
        this.tally = tally;
    }

    @Override
    public int read() throws IOException {
        int b = in.read();
        count(b < 0 ? 0 : 1);
        return b;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        int count = in.read(buffer, offset, length);
        count(Math.max(0, count));
        return count;
    }

    private void count(int more) {
        bytes += more;
        tally.accept(bytes);
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
