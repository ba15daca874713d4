package org.amana.outbound;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.time.InstantSource;

/// A stream that gives up when its bytes come too slowly. One that pauses is ended by the socket; this one sees
/// through a sender that lets a byte go now and then. Time in which nobody wanted to read is not the sender's.
final class SteadyInput extends FilterInputStream {
    private static final Duration WINDOW = Duration.ofSeconds(30);

    private final int slowestPerSecond;
    private final InstantSource clock;
    private long waitedMillis;
    private long bytes;

    SteadyInput(InputStream in, int slowestPerSecond, InstantSource clock) {
        super(in);
        this.slowestPerSecond = slowestPerSecond;
        this.clock = clock;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        long begun = clock.millis();
        int count = super.read(buffer, offset, length);
        waitedMillis += Math.max(0, clock.millis() - begun);
        bytes += Math.max(0, count);
        if (waitedMillis >= WINDOW.toMillis()) {
            requireSteady();
            waitedMillis = 0;
            bytes = 0;
        }
        return count;
    }

    private void requireSteady() throws IOException {
        if (bytes * 1000 / waitedMillis < slowestPerSecond) {
            throw new IOException("too slow: " + bytes + " bytes came in " + waitedMillis / 1000 + " s of waiting");
        }
    }
}
