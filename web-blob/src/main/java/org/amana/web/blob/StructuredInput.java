package org.amana.web.blob;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Objects;
import org.amana.blob.Crc64;
import org.amana.blob.Crc64Nvme;
import org.amana.kernel.AmanaException;
import org.amana.kernel.ErrorCode;

/// The content of a [StructuredMessage], verified while it is read: whoever has got the last byte of it knows that all
/// checksums were right.
///
/// Reading throws `AmanaException`: `INVALID_ARGUMENT` for what is no such message, `CRC64_MISMATCH`,
/// `INCOMPLETE_BODY`.
final class StructuredInput extends InputStream {
    private final InputStream message;
    private final long messageLength;
    private final Crc64Nvme whole = new Crc64Nvme();

    private Crc64Nvme segment = new Crc64Nvme();
    private boolean begun;
    private boolean withCrc64;
    private int segments;
    private int number;
    private long passed;
    private long contentLeft;
    private long segmentLeft;

    /// @param messageLength bytes of the whole message, as its sender declared them
    /// @param contentLength bytes that it brings, as its sender declared them
    StructuredInput(InputStream message, long messageLength, long contentLength) {
        this.message = message;
        this.messageLength = messageLength;
        this.contentLeft = contentLength;
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
        if (!begun) {
            begin();
        }
        if (number == segments) {
            return -1;
        }
        int count = message.read(target, offset, (int) Math.min(length, segmentLeft));
        if (count < 0) {
            throw incomplete();
        }
        whole.update(target, offset, count);
        segment.update(target, offset, count);
        passed += count;
        segmentLeft -= count;
        contentLeft -= count;
        passFinishedSegments();
        return count;
    }

    private void begin() throws IOException {
        begun = true;
        ByteBuffer header = numbers(StructuredMessage.HEADER_LENGTH);
        int version = header.get();
        if (version != StructuredMessage.VERSION) {
            throw StructuredMessage.broken("its version is " + version + ", not " + StructuredMessage.VERSION);
        }
        long length = header.getLong();
        if (length != messageLength) {
            throw StructuredMessage.broken("it says that it has " + length + " bytes, the body has " + messageLength);
        }
        int flags = header.getShort();
        if ((flags & ~StructuredMessage.WITH_CRC64) != 0) {
            throw StructuredMessage.broken("its flags are " + flags);
        }
        withCrc64 = flags == StructuredMessage.WITH_CRC64;
        segments = Short.toUnsignedInt(header.getShort());
        if (segments == 0) {
            finish();
        } else {
            beginSegment();
            passFinishedSegments();
        }
    }

    /// Goes on to the next byte of content, if there is one, and verifies what it passes.
    private void passFinishedSegments() throws IOException {
        while (segmentLeft == 0 && number < segments) {
            requireCrc64(segment, "segment " + (number + 1));
            number++;
            if (number < segments) {
                beginSegment();
            } else {
                finish();
            }
        }
    }

    private void beginSegment() throws IOException {
        ByteBuffer header = numbers(StructuredMessage.SEGMENT_HEADER_LENGTH);
        int stated = Short.toUnsignedInt(header.getShort());
        if (stated != number + 1) {
            throw StructuredMessage.broken("segment " + stated + " comes where " + (number + 1) + " should");
        }
        segmentLeft = header.getLong();
        if (segmentLeft < 0 || segmentLeft > contentLeft) {
            throw StructuredMessage.broken("segment " + stated + " says that it has " + segmentLeft + " bytes where "
                    + contentLeft + " are left");
        }
        segment = new Crc64Nvme();
    }

    private void finish() throws IOException {
        if (contentLeft != 0) {
            throw StructuredMessage.broken(contentLeft + " bytes of the declared content are in no segment");
        }
        requireCrc64(whole, "the content");
        if (passed != messageLength) {
            throw StructuredMessage.broken((messageLength - passed) + " bytes are left over");
        }
    }

    private void requireCrc64(Crc64Nvme sum, String what) throws IOException {
        if (!withCrc64) {
            return;
        }
        Crc64 stated = new Crc64(numbers(StructuredMessage.CRC64_LENGTH).getLong());
        Crc64 found = sum.value();
        if (!found.equals(stated)) {
            throw new AmanaException(
                            ErrorCode.CRC64_MISMATCH,
                            what + " of the structured message: expected " + stated + ", the bytes that came have "
                                    + found)
                    .with("UserSpecifiedCrc", stated.base64())
                    .with("ServerCalculatedCrc", found.base64());
        }
    }

    private ByteBuffer numbers(int length) throws IOException {
        byte[] bytes = message.readNBytes(length);
        if (bytes.length < length) {
            throw incomplete();
        }
        passed += length;
        return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    private static AmanaException incomplete() {
        return new AmanaException(ErrorCode.INCOMPLETE_BODY, "the structured message ends before its last segment");
    }
}
