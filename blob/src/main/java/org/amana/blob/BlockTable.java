package org.amana.blob;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.amana.kernel.AmanaException;
import org.amana.kernel.ErrorCode;

/// The bytes of a committed block list in the catalog (`blocks` columns): version 1, count, then for each block
/// the length of its id, the id, and its size; numbers as unsigned LEB128. A blob that was not made of blocks
/// has no bytes.
final class BlockTable {
    private static final int VERSION = 1;

    private BlockTable() {}

    static byte[] encode(List<BlockList.Block> blocks) {
        if (blocks.isEmpty()) {
            return new byte[0];
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(16 + blocks.size() * 20);
        bytes.write(VERSION);
        number(bytes, blocks.size());
        for (BlockList.Block block : blocks) {
            byte[] id = block.id().value().getBytes(StandardCharsets.US_ASCII);
            number(bytes, id.length);
            bytes.writeBytes(id);
            number(bytes, block.size());
        }
        return bytes.toByteArray();
    }

    /// @throws AmanaException `CORRUPT` when the bytes are not what [#encode] writes
    static List<BlockList.Block> decode(byte[] encoded) {
        if (encoded.length == 0) {
            return List.of();
        }
        ByteArrayInputStream bytes = new ByteArrayInputStream(encoded);
        if (bytes.read() != VERSION) {
            throw corrupt("unknown version");
        }
        int count = Math.toIntExact(number(bytes));
        List<BlockList.Block> blocks = new ArrayList<>(Math.min(count, encoded.length));
        for (int i = 0; i < count; i++) {
            byte[] id = new byte[(int) Math.min(number(bytes), encoded.length)];
            if (bytes.readNBytes(id, 0, id.length) != id.length) {
                throw corrupt("it ends early");
            }
            blocks.add(new BlockList.Block(new BlockId(new String(id, StandardCharsets.US_ASCII)), number(bytes)));
        }
        if (bytes.available() > 0) {
            throw corrupt("bytes are left over");
        }
        return blocks;
    }

    private static void number(ByteArrayOutputStream bytes, long value) {
        long rest = value;
        while (rest >= 0x80) {
            bytes.write((int) (rest & 0x7f) | 0x80);
            rest >>>= 7;
        }
        bytes.write((int) rest);
    }

    private static long number(ByteArrayInputStream bytes) {
        long value = 0;
        for (int shift = 0; shift < 63; shift += 7) {
            int next = bytes.read();
            if (next < 0) {
                throw corrupt("it ends early");
            }
            value |= (long) (next & 0x7f) << shift;
            if (next < 0x80) {
                return value;
            }
        }
        throw corrupt("a number is too long");
    }

    private static AmanaException corrupt(String why) {
        return new AmanaException(ErrorCode.CORRUPT, "block list in the catalog: " + why);
    }
}
