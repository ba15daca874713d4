package org.amana.blob;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import org.amana.kernel.AmanaException;
import org.amana.testkit.Seeds;
import org.junit.jupiter.api.Test;

class BlockTableTest {
    private static List<BlockList.Block> blocks(java.util.random.RandomGenerator random, int most) {
        List<BlockList.Block> blocks = new ArrayList<>();
        for (int i = random.nextInt(most + 1); i > 0; i--) {
            String id = Base64.getEncoder().encodeToString(Seeds.bytes(random, random.nextInt(1, 65)));
            blocks.add(new BlockList.Block(new BlockId(id), random.nextLong(1, 1L << random.nextInt(1, 40))));
        }
        return blocks;
    }

    @Test
    void readsWhatItWrites() {
        Seeds.check(200, random -> {
            List<BlockList.Block> blocks = blocks(random, 20);
            assertThat(BlockTable.decode(BlockTable.encode(blocks))).isEqualTo(blocks);
        });
    }

    @Test
    void aBlobThatWasNotMadeOfBlocksTakesNoBytes() {
        assertThat(BlockTable.encode(List.of())).isEmpty();
    }

    @Test
    void everyCutIsNoticed() {
        Seeds.check(20, random -> {
            byte[] bytes = BlockTable.encode(blocks(random, 10));
            for (int length = 1; length < bytes.length; length++) {
                byte[] cut = Arrays.copyOf(bytes, length);
                assertThatThrownBy(() -> BlockTable.decode(cut)).isInstanceOf(AmanaException.class);
            }
        });
    }
}
