package org.amana.web.blob;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.List;
import org.amana.blob.BlockChoice;
import org.amana.kernel.AmanaException;
import org.junit.jupiter.api.Tag;

/// Any bytes: a list of blocks or a failure that says why; what was read can be written and read again.
@Tag("slow")
class BlockListXmlFuzzTest {
    @FuzzTest(maxDuration = "30s")
    void documents(byte[] document) {
        try {
            List<BlockChoice> blocks = BlockListXml.read(XmlReader.parse(document));
            Xml again = new Xml().open("BlockList");
            for (BlockChoice block : blocks) {
                String word = block.source().name();
                again.text(
                        word.charAt(0) + Listing.word(block.source()).substring(1),
                        block.id().value());
            }
            assertThat(BlockListXml.read(
                            XmlReader.parse(again.close("BlockList").bytes())))
                    .isEqualTo(blocks);
        } catch (AmanaException e) {
            assertThat(e.message()).isNotEmpty();
        }
    }
}
