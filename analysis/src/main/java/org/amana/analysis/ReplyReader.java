package org.amana.analysis;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;

/// Reads replies off the pipe from a worker and believes nothing: magic, number, status, the type of every section, and
/// every length against its cap before a byte is allocated.
final class ReplyReader {
    private final DataInputStream in;

    ReplyReader(InputStream in) {
        this.in = new DataInputStream(in);
    }

    /// Reads the reply to request `id` and hands on its sections.
    ///
    /// @throws WorkerRefusal if the worker says that it cannot
    /// @throws MalformedReplyException if it does not follow the protocol
    /// @throws IOException if the pipe ends
    void read(int id, Sections sections) throws IOException, WorkerRefusal {
        expect("magic", WorkerFrames.REPLY_MAGIC, in.readInt());
        expect("request", id, in.readInt());
        Status status = Status.of(in.readUnsignedByte());
        if (status != Status.OK) {
            throw refusal(status);
        }
        long total = 0;
        for (int count = 0; count < WorkerFrames.MAX_SECTIONS; count++) {
            SectionType type = SectionType.of(in.readUnsignedByte());
            int length = length(type);
            total += length;
            if (total > WorkerFrames.MAX_REPLY_BYTES) {
                throw new MalformedReplyException("a reply of more than " + WorkerFrames.MAX_REPLY_BYTES + " bytes");
            }
            if (type == SectionType.END) {
                return;
            }
            sections.section(type, bytes(length));
        }
        throw new MalformedReplyException("a reply of more than " + WorkerFrames.MAX_SECTIONS + " sections");
    }

    private WorkerRefusal refusal(Status status) throws IOException {
        if (SectionType.of(in.readUnsignedByte()) != SectionType.REFUSAL) {
            throw new MalformedReplyException("a refusal without reason");
        }
        PayloadReader payload = new PayloadReader(bytes(length(SectionType.REFUSAL)));
        Reason reason = payload.reason();
        payload.end();
        if (SectionType.of(in.readUnsignedByte()) != SectionType.END || in.readInt() != 0) {
            throw new MalformedReplyException("a refusal without end");
        }
        return new WorkerRefusal(reason, status == Status.FAILED);
    }

    private int length(SectionType type) throws IOException {
        int length = in.readInt();
        if (length < 0 || length > type.cap()) {
            throw new MalformedReplyException(
                    type + " of " + Integer.toUnsignedLong(length) + " bytes, at most " + type.cap());
        }
        return length;
    }

    private byte[] bytes(int length) throws IOException {
        byte[] bytes = new byte[length];
        in.readFully(bytes);
        return bytes;
    }

    private static void expect(String what, int expected, int found) throws MalformedReplyException {
        if (expected != found) {
            throw new MalformedReplyException(
                    what + " " + Integer.toHexString(found) + " instead of " + Integer.toHexString(expected));
        }
    }
}
