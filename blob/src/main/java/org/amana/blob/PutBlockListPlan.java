package org.amana.blob;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.amana.kernel.AmanaException;
import org.amana.kernel.ErrorCode;
import org.amana.policy.Amounts;
import org.amana.policy.Permit;
import org.amana.policy.Permitted;
import org.amana.policy.Plan;
import org.amana.policy.Planned;
import org.amana.store.Place;
import org.amana.store.Places;
import org.amana.store.Reader;

/// Put Block List: makes a blob of blocks without moving a byte.
record PutBlockListPlan(BlobParts parts, PutBlockList command) implements Plan<BlobWritten> {
    /// A block may be named as often as there is room in a list, and each time all its places are told again. Who reads
    /// the blob holds them in memory, about 40 bytes each. So many are those of 1 TiB.
    private static final int MOST_PLACES = 1 << 20;

    @Override
    public Planned<BlobWritten> plan(Permitted permitted) {
        BlobRef ref = command.blob();
        BlobParts.requireNoSnapshot(ref);
        if (command.blocks().size() > PutBlockList.MOST_BLOCKS) {
            throw new AmanaException(
                    ErrorCode.BLOCK_LIST_TOO_LONG,
                    "blob " + ref + ": " + command.blocks().size() + " blocks; " + PutBlockList.MOST_BLOCKS
                            + " are allowed");
        }
        Box box = parts.containers().require(permitted, ref.container());
        return parts.locks().blob(box.id(), ref.name()).during(() -> planned(box));
    }

    private Planned<BlobWritten> planned(Box box) {
        Overwrite overwrite = Overwrite.of(parts, box, command.blob(), command.conditions(), BlobKind.block());
        long moves = parts.references().moves();
        BlobContent content = parts.catalog().read(reader -> content(reader, overwrite));
        long stored = content.places().length() - overwrite.storedBytes();
        return Planned.of(
                new Amounts(0, 0, stored, 1, 0),
                overwrite.restraint(),
                permit -> carryOut(permit, box, overwrite, content, moves));
    }

    private BlobWritten carryOut(Permit permit, Box box, Overwrite overwrite, BlobContent content, long moves) {
        NewBlob blob = NewBlob.of(command.headers().withType(), command.metadata(), command.tags())
                .keptAs(command.keepAs());
        BlobRow row = parts.commits().commit(box, permit, overwrite.newBlobs(), tx -> {
            BlobContent current = parts.references().moves() == moves ? content : content(tx, overwrite);
            return overwrite.write(tx, blob, current);
        });
        return BlobWritten.of(row, overwrite.before().isPresent(), Optional.empty(), Optional.empty());
    }

    private BlobContent content(Reader reader, Overwrite overwrite) throws java.sql.SQLException {
        BlockFinder finder = BlockFinder.of(reader, overwrite);
        List<Place> places = new ArrayList<>();
        List<BlockList.Block> blocks = new ArrayList<>(command.blocks().size());
        for (BlockChoice choice : command.blocks()) {
            StagingRows.StagedBlock block = finder.find(choice, overwrite.keys(), command.blob())
                    .orElseThrow(() -> new AmanaException(
                            ErrorCode.INVALID_BLOCK_LIST,
                            "blob " + command.blob() + ": there is no block " + choice.id() + " among the "
                                    + choice.source()));
            if (places.size() + block.places().list().size() > MOST_PLACES) {
                throw new AmanaException(
                        ErrorCode.BLOCK_LIST_TOO_LONG,
                        "blob " + command.blob() + ": the blocks lie in more than " + MOST_PLACES
                                + " places; that is as much as 1 TiB");
            }
            places.addAll(block.places().list());
            blocks.add(new BlockList.Block(block.id(), block.size()));
        }
        return new BlobContent(new Places(places), blocks);
    }
}
