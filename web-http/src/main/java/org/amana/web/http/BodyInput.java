package org.amana.web.http;

import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;
import java.util.concurrent.TimeoutException;
import org.amana.kernel.AmanaException;
import org.amana.kernel.ErrorCode;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.util.Blocker;

/// The body of a request, read in blocking fashion straight out of Jetty's buffers.
final class BodyInput extends InputStream {
    private final Request request;
    private final Pace pace;
    private Content.Chunk chunk = Content.Chunk.EMPTY;
    private boolean begun;
    private boolean broken;
    private long count;

    BodyInput(Request request, Pace pace) {
        this.request = request;
        this.pace = pace;
    }

    /// Whether any read was tried, which lets a client that waits for `100 Continue` go on.
    boolean begun() {
        return begun;
    }

    /// Whether it is known already that there is no body.
    boolean isKnownEmpty() {
        if (!begun && !chunk.hasRemaining() && !chunk.isLast()) {
            Content.Chunk first = request.read();
            if (first != null && Content.Chunk.isFailure(first)) {
                return false; // the next read meets it again
            }
            if (first != null) {
                chunk = first;
            }
        }
        return ended() && count == 0;
    }

    /// Whether the last byte has been read.
    boolean ended() {
        return chunk.isLast() && !chunk.hasRemaining() && !broken;
    }

    /// Whether a read failed; the connection is then good for nothing more.
    boolean broken() {
        return broken;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        Objects.checkFromIndexSize(offset, length, target.length);
        if (length == 0) {
            return 0;
        }
        if (!more()) {
            return -1;
        }
        int copied = chunk.get(target, offset, length);
        count += copied;
        return copied;
    }

    /// Passes over what has come, waiting for it, without a copy.
    ///
    /// @return the number of bytes, or -1 at the end
    long drop() throws IOException {
        if (!more()) {
            return -1;
        }
        long dropped = chunk.skip(chunk.remaining());
        count += dropped;
        return dropped;
    }

    /// Waits until there is a byte to read; false at the end.
    private boolean more() throws IOException {
        while (!chunk.hasRemaining()) {
            if (chunk.isLast() && !broken) {
                return false;
            }
            chunk.release();
            chunk = Content.Chunk.EMPTY;
            chunk = next();
        }
        return true;
    }

    @Override
    public int available() {
        return chunk.remaining();
    }

    private Content.Chunk next() throws IOException {
        begun = true;
        while (true) {
            Content.Chunk read = request.read();
            if (read == null) {
                awaitContent();
            } else if (Content.Chunk.isFailure(read)) {
                broken = true;
                throw failure(read.getFailure());
            } else {
                pace.carried(read.remaining());
                return read;
            }
        }
    }

    private void awaitContent() throws IOException {
        pace.await();
        try (Blocker.Runnable blocker = Blocker.runnable()) {
            request.demand(blocker);
            blocker.block();
        } finally {
            pace.resume();
        }
    }

    private AmanaException failure(Throwable failure) {
        long declared = request.getLength();
        String reason = failure instanceof TimeoutException ? "the client fell silent" : failure.getMessage();
        return new AmanaException(
                ErrorCode.INCOMPLETE_BODY,
                "the body ended after " + count + (declared < 0 ? " bytes" : " of " + declared + " bytes") + ": "
                        + reason,
                failure);
    }

    /// Gives the buffer back. Further reads are not allowed.
    void release() {
        chunk.release();
        chunk = Content.Chunk.EOF;
    }
}
