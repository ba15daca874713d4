package org.amana.ledger;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.zip.CRC32C;
import org.amana.verifier.Entry;

/// One frame of the write-ahead file: a batch of entries that became durable together, or a mark that says that
/// all before it was. `docs/formats/ledger-wal.md` has the bytes.
///
/// @param kind [#BATCH] or [#MARK]
/// @param first index of the first entry; in a mark, of the next one
/// @param entries public bytes, in order
/// @param sealed nonce and encrypted openings; empty in a mark
record WalFrame(int kind, long first, List<byte[]> entries, ByteBuffer sealed) {
    static final int BATCH = 1;
    static final int MARK = 2;

    /// Magic, kind, first index, count, length of the payload, checksum.
    static final int HEADER = 4 + 4 + 8 + 4 + 4 + 4;

    static final int MAGIC = 0x41_57_46_31; // AWF1
    static final int CHECKSUM_AT = HEADER - 4;

    /// The most bytes of a payload; far above what a batch may have.
    private static final int MAX_PAYLOAD = 64 << 20;

    static WalFrame mark(long next) {
        return new WalFrame(MARK, next, List.of(), ByteBuffer.allocate(0));
    }

    int count() {
        return entries.size();
    }

    /// Bytes of the whole frame.
    int length() {
        int length = HEADER + sealed.remaining();
        for (byte[] entry : entries) {
            length += 2 + entry.length;
        }
        return length;
    }

    /// The frame's bytes, ready to be written.
    ///
    /// @param segment first index of the segment it goes to: a frame that strays into another segment is not
    ///     valid there
    ByteBuffer encode(long segment) {
        ByteBuffer out = ByteBuffer.allocate(length());
        out.putInt(MAGIC).putInt(kind).putLong(first).putInt(entries.size()).putInt(out.capacity() - HEADER);
        out.putInt(0);
        for (byte[] entry : entries) {
            out.putShort((short) entry.length).put(entry);
        }
        out.put(sealed.duplicate()).flip();
        return out.putInt(CHECKSUM_AT, checksum(out, 0, out.limit(), segment));
    }

    /// The valid frame at `at`; empty if there is none.
    static Optional<WalFrame> at(ByteBuffer segmentBytes, int at, long segment) {
        if (at + HEADER > segmentBytes.limit() || segmentBytes.getInt(at) != MAGIC) {
            return Optional.empty();
        }
        int payload = segmentBytes.getInt(at + 20);
        if (payload < 0 || payload > MAX_PAYLOAD || at + HEADER + payload > segmentBytes.limit()) {
            return Optional.empty();
        }
        if (segmentBytes.getInt(at + CHECKSUM_AT) != checksum(segmentBytes, at, HEADER + payload, segment)) {
            return Optional.empty();
        }
        return read(segmentBytes.duplicate().position(at).limit(at + HEADER + payload));
    }

    private static Optional<WalFrame> read(ByteBuffer in) {
        in.getInt();
        int kind = in.getInt();
        long first = in.getLong();
        int count = in.getInt();
        in.getLong(); // length and checksum, which have been looked at
        List<byte[]> entries = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            int length = in.remaining() < 2 ? Integer.MAX_VALUE : in.getShort() & 0xffff;
            if (length > Math.min(in.remaining(), Entry.MAX_BYTES)) {
                return Optional.empty();
            }
            byte[] entry = new byte[length];
            in.get(entry);
            entries.add(entry);
        }
        boolean batch = kind == BATCH && count >= 0;
        boolean mark = kind == MARK && count == 0 && !in.hasRemaining();
        return batch || mark ? Optional.of(new WalFrame(kind, first, entries, in.slice())) : Optional.empty();
    }

    /// The CRC-32C of the segment's first index and of all the frame but this field.
    static int checksum(ByteBuffer bytes, int at, int length, long segment) {
        CRC32C crc = new CRC32C();
        crc.update(ByteBuffer.allocate(8).putLong(segment).flip());
        crc.update(bytes.slice(at, CHECKSUM_AT));
        crc.update(bytes.slice(at + HEADER, length - HEADER));
        return (int) crc.getValue();
    }
}
