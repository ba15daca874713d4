package org.amana.ledger;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.zip.CRC32C;
import org.amana.durable.Disk;
import org.amana.kernel.AmanaException;
import org.amana.kernel.ErrorCode;
import org.amana.kernel.FormatVersion;

/// Small files that are replaced as a whole: a magic of eight bytes, a version, the length of the content, the
/// content, a CRC32C of all before it.
final class CheckedFile {
    private static final int FIXED = 8 + 4 + 4;
    private static final int CHECKSUM = 4;

    private CheckedFile() {}

    /// The bytes of such a file.
    ///
    /// @param content filled from its beginning to its end
    static byte[] bytes(byte[] magic, int version, ByteBuffer content) {
        ByteBuffer file = ByteBuffer.allocate(FIXED + content.capacity() + CHECKSUM);
        file.put(magic).putInt(version).putInt(content.capacity()).put(content.flip());
        return file.putInt(checksum(file.array(), file.position())).array();
    }

    /// The content of such a file.
    ///
    /// @throws AmanaException `CORRUPT` if it is damaged, `CONFIGURATION` if it is of a newer format
    static ByteBuffer open(Disk disk, Path path, byte[] magic, int version) {
        byte[] bytes = disk.read(path);
        ByteBuffer file = ByteBuffer.wrap(bytes);
        boolean summed = bytes.length >= FIXED + CHECKSUM
                && file.slice(0, magic.length).equals(ByteBuffer.wrap(magic))
                && file.getInt(bytes.length - CHECKSUM) == checksum(bytes, bytes.length - CHECKSUM);
        if (summed) { // or a flipped bit would pass for a newer format
            FormatVersion.requireKnown(path, file.getInt(8), version);
        }
        if (!summed || file.getInt(8) != version || file.getInt(12) != bytes.length - FIXED - CHECKSUM) {
            throw new AmanaException(ErrorCode.CORRUPT, path + " is damaged");
        }
        return file.slice(FIXED, bytes.length - FIXED - CHECKSUM);
    }

    /// The text, after its length in four bytes, that stands where `content` is.
    static String text(ByteBuffer content) {
        byte[] text = new byte[content.getInt()];
        content.get(text);
        return new String(text, StandardCharsets.UTF_8);
    }

    /// All that remains of `content`.
    static byte[] rest(ByteBuffer content) {
        byte[] rest = new byte[content.remaining()];
        content.get(rest);
        return rest;
    }

    private static int checksum(byte[] bytes, int length) {
        CRC32C crc = new CRC32C();
        crc.update(bytes, 0, length);
        return (int) crc.getValue();
    }
}
