package org.amana.blob;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.amana.store.Reader;

/// The blocks that a block list may name: those the blob is made of and those that wait, by id.
record BlockFinder(Side committed, Side uncommitted) {

    /// The blocks of a blob that can be named.
    ///
    /// @param customerKey that they are encrypted with, if they are
    /// @param scope the encryption scope that they are in
    record Side(Map<BlockId, StagingRows.StagedBlock> blocks, Optional<CustomerKeyHash> customerKey, ScopeName scope) {
        static final Side NONE = new Side(Map.of(), Optional.empty(), ScopeName.ACCOUNT_KEY);

        boolean has(BlockId id) {
            return blocks.containsKey(id);
        }

        /// @throws org.amana.kernel.AmanaException as [ContentKeys#requireThoseOf]
        Optional<StagingRows.StagedBlock> find(BlockId id, ContentKeys keys, BlobRef ref) {
            StagingRows.StagedBlock found = blocks.get(id);
            if (found != null) {
                keys.requireThoseOf(customerKey, scope, ref);
            }
            return Optional.ofNullable(found);
        }
    }

    static BlockFinder of(Reader reader, Overwrite overwrite) throws SQLException {
        Side committed = overwrite.before().isEmpty()
                ? Side.NONE
                : committed(reader, overwrite.before().get());
        Side uncommitted = overwrite.staging().isEmpty()
                ? Side.NONE
                : uncommitted(reader, overwrite.staging().get());
        return new BlockFinder(committed, uncommitted);
    }

    private static Side committed(Reader reader, BlobRow row) throws SQLException {
        return new Side(
                byId(cut(ContentRows.of(reader, row))),
                row.keeping().encryption().map(CustomerEncryption::key),
                row.keeping().scope());
    }

    private static Side uncommitted(Reader reader, Staging staging) throws SQLException {
        return new Side(byId(StagingRows.blocks(reader, staging.id())), staging.customerKey(), staging.scope());
    }

    /// @param keys that the blob is to have
    /// @throws org.amana.kernel.AmanaException as [ContentKeys#requireThoseOf], for a block under other keys
    Optional<StagingRows.StagedBlock> find(BlockChoice choice, ContentKeys keys, BlobRef ref) {
        Side side = switch (choice.source()) {
            case COMMITTED -> committed;
            case UNCOMMITTED -> uncommitted;
            case LATEST -> uncommitted.has(choice.id()) ? uncommitted : committed;
        };
        return side.find(choice.id(), keys, ref);
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
