package org.amana.web.blob;

import org.amana.kernel.AmanaException;
import org.amana.kernel.ErrorCode;

/// A body with checksums of its own, which clients ask for with `x-ms-structured-body: XSM/1.0; properties=crc64`:
/// large uploads and downloads are verified segment by segment while they stream.
///
/// All numbers are little-endian. A header has the version (1 byte), the length of the whole message (8), flags (2;
/// bit 0 says that there are checksums) and the number of segments (2). Each segment has its number from 1 on (2), its
/// length (8), its content, and the content's CRC-64/NVME (8). The CRC-64/NVME of all content (8) ends it.
///
/// Source: the encoder and decoder of the Azure SDKs for .NET and Java (`StructuredMessageEncoder`).
final class StructuredMessage {
    static final String HEADER = "x-ms-structured-body";
    static final String CONTENT_LENGTH = "x-ms-structured-content-length";
    static final String SCHEMA = "XSM/1.0; properties=crc64";

    static final int VERSION = 1;
    static final int WITH_CRC64 = 1;
    static final int HEADER_LENGTH = 1 + 8 + 2 + 2;
    static final int SEGMENT_HEADER_LENGTH = 2 + 8;
    static final int CRC64_LENGTH = 8;

    private static final long USUAL_SEGMENT = 4 << 20;
    private static final long MOST_SEGMENTS = 0xFFFF;

    private StructuredMessage() {}

    /// Whether a call says that its body is such a message, or asks for one.
    ///
    /// @throws AmanaException `INVALID_HEADER` for another schema than ours
    static boolean isAskedFor(Call call) {
        String schema = call.header(HEADER).replace(" ", "");
        if (!schema.isEmpty() && !schema.equalsIgnoreCase(SCHEMA.replace(" ", ""))) {
            throw call.invalid(HEADER, SCHEMA);
        }
        return !schema.isEmpty();
    }

    /// Tells that the body was taken as such a message, if it was one.
    static void acknowledge(Call call, Reply reply) {
        if (isAskedFor(call)) {
            reply.set(HEADER, SCHEMA);
        }
    }

    /// The length of the content that a message brings, as the request declares it.
    ///
    /// @throws AmanaException `MISSING_HEADER` or `INVALID_HEADER`
    static long contentLength(Call call) {
        try {
            long length = Long.parseLong(call.require(CONTENT_LENGTH));
            if (length >= 0) {
                return length;
            }
        } catch (NumberFormatException _) {
            // Refused below, like a negative one.
        }
        throw call.invalid(CONTENT_LENGTH, "a number of bytes");
    }

    /// How long the segments of a message with so much content are, all but the last.
    static long segmentLength(long content) {
        return Math.max(USUAL_SEGMENT, Math.ceilDiv(content, MOST_SEGMENTS));
    }

    static int segments(long content) {
        return (int) Math.ceilDiv(content, segmentLength(content));
    }

    /// Bytes of the whole message.
    static long length(long content) {
        return HEADER_LENGTH
                + content
                + (long) segments(content) * (SEGMENT_HEADER_LENGTH + CRC64_LENGTH)
                + CRC64_LENGTH;
    }

    static AmanaException broken(String why) {
        return new AmanaException(ErrorCode.INVALID_ARGUMENT, "the structured message is broken: " + why);
    }
}
