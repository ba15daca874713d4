package org.amana.web.blob;

import java.util.List;
import org.amana.blob.BlockChoice;
import org.amana.blob.BlockId;
import org.amana.blob.BlockList;
import org.amana.blob.BlockSource;
import org.amana.blob.PutBlockList;
import org.amana.kernel.AmanaException;
import org.amana.kernel.ErrorCode;

/// `BlockList` (Azure REST: *Put Block List*, *Get Block List*).
final class BlockListXml {
    private BlockListXml() {}

    /// @throws AmanaException `INVALID_XML` for another document or an empty id, `INVALID_BLOCK_ID`,
    ///     `BLOCK_LIST_TOO_LONG`
    static List<BlockChoice> read(XmlElement root) {
        List<XmlElement> children = root.named("BlockList").children();
        if (children.size() > PutBlockList.MOST_BLOCKS) {
            throw new AmanaException(ErrorCode.BLOCK_LIST_TOO_LONG, "the list has " + children.size() + " blocks");
        }
        return children.stream().map(BlockListXml::choice).toList();
    }

    private static BlockChoice choice(XmlElement element) {
        BlockSource source = switch (element.name()) {
            case "Committed" -> BlockSource.COMMITTED;
            case "Uncommitted" -> BlockSource.UNCOMMITTED;
            case "Latest" -> BlockSource.LATEST;
            default ->
                throw new AmanaException(
                        ErrorCode.INVALID_XML, "expected Committed, Uncommitted or Latest, found " + element.name());
        };
        String id = element.text().strip();
        if (id.isEmpty()) {
            throw new AmanaException(ErrorCode.INVALID_XML, "the element " + element.name() + " names no block");
        }
        return new BlockChoice(source, new BlockId(id));
    }

    static Xml write(BlockList list, boolean committed, boolean uncommitted) {
        Xml xml = new Xml().open("BlockList");
        if (committed) {
            write(xml, "CommittedBlocks", list.committed());
        }
        if (uncommitted) {
            write(xml, "UncommittedBlocks", list.uncommitted());
        }
        return xml.close("BlockList");
    }

    private static void write(Xml xml, String element, List<BlockList.Block> blocks) {
        xml.open(element);
        for (BlockList.Block block : blocks) {
            xml.open("Block")
                    .text("Name", block.id().value())
                    .text("Size", block.size())
                    .close("Block");
        }
        xml.close(element);
    }
}
