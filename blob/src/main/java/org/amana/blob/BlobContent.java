package org.amana.blob;

import java.util.List;
import org.amana.store.Places;

/// Where the bytes of a blob are, and the blocks that it was made of; no blocks when it was written whole.
record BlobContent(Places places, List<BlockList.Block> blocks) {
    BlobContent {
        blocks = List.copyOf(blocks);
    }

    static BlobContent whole(Places places) {
        return new BlobContent(places, List.of());
    }
}
