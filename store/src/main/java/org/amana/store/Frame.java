package org.amana.store;

import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.zip.CRC32C;

/// The head of a framed piece of an extent, and the arithmetic of frames. The layout is in `docs/formats/extent.md`:
///
/// ```
///  0  4  magic "AMFR"          32  4  length of the payload, 1 to 1 MiB
///  4  1  version 1             36  4  CRC-32C of all but this field, encrypted payload included
///  5  1  cipher 1              40  8  bytes before this offset were durable when the frame was written
///  6  2  zero                  48     chunks: up to 64 KiB encrypted, each followed by its 16-byte tag
///  8 16  extent id
/// 24  8  own offset in the extent
/// ```
///
/// @param extent which extent the frame says it is in
/// @param offset where in the extent the frame says it begins
/// @param length bytes of payload
/// @param sum the CRC-32C it carries
/// @param syncedTo every byte of the extent before this offset was durable when the frame was written; so whatever is
///     bad before it is no torn tail
record Frame(ExtentId extent, long offset, int length, int sum, long syncedTo) {
    /// Bytes before the encrypted payload.
    static final int HEADER = 48;
    /// Bytes of the header that are authenticated with every chunk; they follow from the frame's [Place].
    static final int AUTHENTICATED = 36;
    /// Most bytes of payload in a frame: 1 MiB.
    static final int MOST_PAYLOAD = 1 << 20;
    /// Bytes of payload that are encrypted and authenticated together.
    static final int CHUNK = 64 << 10;
    /// Bytes of the authentication tag behind each chunk.
    static final int TAG = 16;

    static final int MAGIC = 0x414D4652;
    private static final int VERSION_AND_CIPHER = 0x01_01_00_00;
    private static final int SUM_AT = 36;

    /// How many chunks a payload of `length` bytes has.
    static int chunks(int length) {
        return (length + CHUNK - 1) / CHUNK;
    }

    /// Bytes that a frame with `length` bytes of payload takes up.
    static int size(int length) {
        return HEADER + length + TAG * chunks(length);
    }

    int size() {
        return size(length);
    }

    Place place() {
        return Place.whole(extent, offset, length);
    }

    /// Writes the header of a frame, with its sum still zero.
    static void putHeader(ByteBuffer out, ExtentId extent, long offset, int length, long syncedTo) {
        out.putInt(MAGIC)
                .putInt(VERSION_AND_CIPHER)
                .putLong(extent.high())
                .putLong(extent.low())
                .putLong(offset)
                .putInt(length)
                .putInt(0)
                .putLong(syncedTo);
    }

    /// What every chunk of a frame is authenticated with: the first 36 bytes of its header.
    static byte[] authenticated(ExtentId extent, long offset, int length) {
        ByteBuffer header = ByteBuffer.allocate(HEADER);
        putHeader(header, extent, offset, length, 0);
        byte[] bytes = new byte[AUTHENTICATED];
        header.get(0, bytes);
        return bytes;
    }

    /// Sums up the whole frame in `bytes[at..at+size)` and writes the sum into its header.
    static void seal(byte[] bytes, int at, int size) {
        ByteBuffer.wrap(bytes).putInt(at + SUM_AT, sum(bytes, at, size));
    }

    private static int sum(byte[] bytes, int at, int size) {
        CRC32C crc = new CRC32C();
        crc.update(bytes, at, SUM_AT);
        crc.update(bytes, at + SUM_AT + 4, size - SUM_AT - 4);
        return (int) crc.getValue();
    }

    /// Reads a header; empty unless it is one of a frame at `offset` of `extent`. Whether the rest of the frame
    /// is sound is not looked at.
    static Optional<Frame> parse(ByteBuffer header, ExtentId extent, long offset) {
        if (header.remaining() < HEADER
                || header.getInt() != MAGIC
                || header.getInt() != VERSION_AND_CIPHER
                || header.getLong() != extent.high()
                || header.getLong() != extent.low()
                || header.getLong() != offset) {
            return Optional.empty();
        }
        int length = header.getInt();
        int sum = header.getInt();
        long syncedTo = header.getLong();
        boolean sound = length >= 1 && length <= MOST_PAYLOAD && syncedTo >= 0 && syncedTo <= offset;
        return sound ? Optional.of(new Frame(extent, offset, length, sum, syncedTo)) : Optional.empty();
    }

    /// Reads the frame that begins at `bytes[at]` and is said to lie at `offset` of `extent`; empty unless all of
    /// it is there, with the right sum.
    static Optional<Frame> parseWhole(byte[] bytes, int at, int end, ExtentId extent, long offset) {
        return parse(ByteBuffer.wrap(bytes, at, Math.max(0, end - at)), extent, offset)
                .filter(frame -> frame.size() <= end - at && frame.sum == sum(bytes, at, frame.size()));
    }
}
