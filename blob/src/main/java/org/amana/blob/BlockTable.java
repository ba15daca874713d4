package org.amana.blob;

import java.io.ByteArrayOutputStream;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.amana.kernel.AmanaException;
import org.amana.kernel.ErrorCode;
import org.amana.kernel.Varint;

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
        Varint.write(blocks.size(), bytes);
        for (BlockList.Block block : blocks) {
            byte[] id = block.id().value().getBytes(StandardCharsets.US_ASCII);
            Varint.write(id.length, bytes);
            bytes.writeBytes(id);
            Varint.write(block.size(), bytes);
        }
        return bytes.toByteArray();
    }

    /// @throws AmanaException `CORRUPT` when the bytes are not what [#encode] writes
    static List<BlockList.Block> decode(byte[] encoded) {
        if (encoded.length == 0) {
            return List.of();
        }
        try {
            ByteBuffer bytes = ByteBuffer.wrap(encoded);
            if (bytes.get() != VERSION) {
                throw corrupt("unknown version");
            }
            List<BlockList.Block> blocks = new ArrayList<>();
            for (int left = Varint.read(bytes, encoded.length); left > 0; left--) {
                byte[] id = new byte[Varint.read(bytes, bytes.remaining())];
                bytes.get(id);
                BlockId name = new BlockId(new String(id, StandardCharsets.US_ASCII));
                blocks.add(new BlockList.Block(name, Varint.read(bytes)));
            }
            if (bytes.hasRemaining()) {
                throw corrupt("bytes are left over");
            }
            return blocks;
        } catch (BufferUnderflowException | IllegalArgumentException e) {
            throw corrupt("it cannot be read: " + e);
        }
    }

    private static AmanaException corrupt(String why) {
        return new AmanaException(ErrorCode.CORRUPT, "block list in the catalog: " + why);
    }
}
