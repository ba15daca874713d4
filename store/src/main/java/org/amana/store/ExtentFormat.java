package org.amana.store;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Optional;
import java.util.zip.CRC32C;
import org.amana.kernel.FormatVersion;

/// The first and the last block of an extent; see `docs/formats/extent.md`. Between them lie frames, one behind the
/// other. After every sync the next frame begins at a multiple of 4 KiB, so that no write touches a sector that holds
/// durable bytes; the gap is zero.
final class ExtentFormat {
    /// Size of the blocks that the disk writes as one.
    static final int SECTOR = 4096;
    /// The first block of an extent; the frames follow.
    static final int HEADER = SECTOR;
    /// The last bytes of a sealed extent, at a multiple of 4 KiB.
    static final int FOOTER = 64;

    private static final int HEADER_MAGIC = 0x414D4558; // AMEX
    private static final int FOOTER_MAGIC = 0x414D4546; // AMEF
    private static final int VERSION = 0x01_00_00_00;

    private ExtentFormat() {}

    /// The next multiple of 4 KiB, or `offset` if it is one.
    static long align(long offset) {
        return (offset + SECTOR - 1) & -SECTOR;
    }

    static ByteBuffer header(ExtentId extent, long createdMillis) {
        ByteBuffer block = ByteBuffer.allocate(HEADER);
        block.putInt(HEADER_MAGIC)
                .putInt(VERSION)
                .putLong(extent.high())
                .putLong(extent.low())
                .putLong(createdMillis);
        return summed(block);
    }

    static boolean isHeader(ByteBuffer block, ExtentId extent) {
        return block.remaining() == HEADER
                && isSummed(block)
                && block.getInt(0) == HEADER_MAGIC
                && block.getInt(4) == VERSION
                && block.getLong(8) == extent.high()
                && block.getLong(16) == extent.low();
    }

    /// Refuses the header of an extent in a newer format. A flipped bit is none: magic, version and checksum
    /// stand where they stand in every format.
    ///
    /// @throws org.amana.kernel.AmanaException `CONFIGURATION` naming the file
    static void requireKnown(Path file, ByteBuffer block) {
        if (block.remaining() == HEADER && isSummed(block) && block.getInt(0) == HEADER_MAGIC) {
            FormatVersion.requireKnown(file, block.get(4), VERSION >>> 24);
        }
    }

    /// What a sealed extent says of itself.
    ///
    /// @param end where its frames end
    /// @param frames how many there are
    /// @param payload how many bytes of payload they hold
    /// @param torn where bytes begin that were being written when the server stopped, at the latest the end;
    ///     what is no sound frame from there on was never durable; 0 if the server did not stop without warning
    record Footer(long end, long frames, long payload, long torn) {
        /// Of an extent all of which is durable.
        Footer(long end, long frames, long payload) {
            this(end, frames, payload, 0);
        }

        /// Where the footer lies.
        long offset() {
            return align(end);
        }

        /// The length of the sealed file.
        long fileSize() {
            return offset() + FOOTER;
        }
    }

    static ByteBuffer footer(ExtentId extent, Footer footer) {
        ByteBuffer block = ByteBuffer.allocate(FOOTER);
        block.putInt(FOOTER_MAGIC)
                .putInt(VERSION)
                .putLong(extent.high())
                .putLong(extent.low())
                .putLong(footer.end)
                .putLong(footer.frames)
                .putLong(footer.payload)
                .putLong(footer.torn);
        return summed(block);
    }

    /// Reads the last 64 bytes of a file of `fileSize` bytes; empty unless they are the footer that belongs
    /// there.
    static Optional<Footer> parseFooter(ByteBuffer block, ExtentId extent, long fileSize) {
        boolean sound = block.remaining() == FOOTER
                && isSummed(block)
                && block.getInt(0) == FOOTER_MAGIC
                && block.getInt(4) == VERSION
                && block.getLong(8) == extent.high()
                && block.getLong(16) == extent.low();
        return sound
                ? Optional.of(new Footer(block.getLong(24), block.getLong(32), block.getLong(40), block.getLong(48)))
                        .filter(footer -> footer.end >= HEADER && footer.fileSize() == fileSize)
                : Optional.empty();
    }

    /// Puts the CRC-32C of all bytes before it into the last four.
    private static ByteBuffer summed(ByteBuffer block) {
        block.putInt(block.capacity() - 4, sum(block));
        return block.rewind();
    }

    private static boolean isSummed(ByteBuffer block) {
        return block.getInt(block.capacity() - 4) == sum(block);
    }

    private static int sum(ByteBuffer block) {
        CRC32C crc = new CRC32C();
        crc.update(block.duplicate().clear().limit(block.capacity() - 4));
        return (int) crc.getValue();
    }
}
