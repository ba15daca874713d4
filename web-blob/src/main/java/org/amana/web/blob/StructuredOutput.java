package org.amana.web.blob;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.amana.blob.Crc64Nvme;

/// Writes content as a [StructuredMessage]. Closing ends the message, when all its content was written, and leaves the
/// stream beneath open.
final class StructuredOutput extends OutputStream {
    private final OutputStream out;
    private final long content;
    private final Crc64Nvme whole = new Crc64Nvme();

    private Crc64Nvme segment = new Crc64Nvme();
    private int number;
    private long left;
    private long segmentLeft;

    /// @param content bytes that will be written
    StructuredOutput(OutputStream out, long content) throws IOException {
        this.out = out;
        this.content = content;
        this.left = content;
        out.write(numbers(StructuredMessage.HEADER_LENGTH)
                .put((byte) StructuredMessage.VERSION)
                .putLong(StructuredMessage.length(content))
                .putShort((short) StructuredMessage.WITH_CRC64)
                .putShort((short) StructuredMessage.segments(content))
                .array());
    }

    @Override
    public void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        int at = offset;
        while (at < offset + length) {
            if (segmentLeft == 0) {
                beginSegment();
            }
            int count = (int) Math.min(segmentLeft, offset + length - at);
            out.write(bytes, at, count);
            whole.update(bytes, at, count);
            segment.update(bytes, at, count);
            at += count;
            segmentLeft -= count;
            left -= count;
            if (segmentLeft == 0) {
                crc64(segment);
            }
        }
    }

    private void beginSegment() throws IOException {
        segment = new Crc64Nvme();
        segmentLeft = Math.min(left, StructuredMessage.segmentLength(content));
        number++;
        out.write(numbers(StructuredMessage.SEGMENT_HEADER_LENGTH)
                .putShort((short) number)
                .putLong(segmentLeft)
                .array());
    }

    @Override
    public void close() throws IOException {
        if (left == 0) {
            crc64(whole);
        }
    }

    private void crc64(Crc64Nvme sum) throws IOException {
        out.write(numbers(StructuredMessage.CRC64_LENGTH)
                .putLong(sum.value().value())
                .array());
    }

    private static ByteBuffer numbers(int length) {
        return ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
    }
}
