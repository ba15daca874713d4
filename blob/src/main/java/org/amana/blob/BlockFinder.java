package org.amana.blob;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.amana.store.Reader;

/// The blocks that a block list may name: those the blob is made of and those that wait, by id.
record BlockFinder(Map<BlockId, StagingRows.StagedBlock> committed, Map<BlockId, StagingRows.StagedBlock> uncommitted) {

    static BlockFinder of(Reader reader, Overwrite overwrite) throws SQLException {
        Map<BlockId, StagingRows.StagedBlock> committed = overwrite.before().isEmpty()
                ? Map.of()
                : byId(cut(ContentRows.of(reader, overwrite.before().get())));
        Map<BlockId, StagingRows.StagedBlock> uncommitted = overwrite.staging().isEmpty()
                ? Map.of()
                : byId(StagingRows.blocks(reader, overwrite.staging().get().id()));
        return new BlockFinder(committed, uncommitted);
    }

    Optional<StagingRows.StagedBlock> find(BlockChoice choice) {
        return Optional.ofNullable(
                switch (choice.source()) {
                    case COMMITTED -> committed.get(choice.id());
                    case UNCOMMITTED -> uncommitted.get(choice.id());
                    case LATEST -> {
                        StagingRows.StagedBlock waiting = uncommitted.get(choice.id());
                        yield waiting != null ? waiting : committed.get(choice.id());
                    }
                });
    }

    /// Of blocks with the same id the last counts.
    private static Map<BlockId, StagingRows.StagedBlock> byId(List<StagingRows.StagedBlock> blocks) {
        Map<BlockId, StagingRows.StagedBlock> byId = HashMap.newHashMap(blocks.size());
        blocks.forEach(block -> byId.put(block.id(), block));
        return byId;
    }

    /// The blocks of a blob with the places of each, in one walk over both.
    static List<StagingRows.StagedBlock> cut(BlobContent content) {
        PlaceCutter cutter = new PlaceCutter(content.places());
        List<StagingRows.StagedBlock> result = new ArrayList<>(content.blocks().size());
        for (BlockList.Block block : content.blocks()) {
            result.add(new StagingRows.StagedBlock(block.id(), block.size(), cutter.next(block.size())));
        }
        return result;
    }
}
