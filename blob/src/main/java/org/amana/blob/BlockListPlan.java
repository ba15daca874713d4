package org.amana.blob;

import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.amana.policy.Amounts;
import org.amana.policy.Permitted;
import org.amana.policy.Plan;
import org.amana.policy.Planned;
import org.amana.store.Reader;

/// Get Block List, of a blob, of an uncommitted one, or of a snapshot.
record BlockListPlan(BlobParts parts, ReadBlob command) implements Plan<BlockList> {
    @Override
    public Planned<BlockList> plan(Permitted permitted) {
        Box box = parts.containers().require(permitted, command.blob().container());
        BlockList list = parts.catalog().read(reader -> find(reader, box));
        return Planned.of(Amounts.touched(1), _ -> list);
    }

    private BlockList find(Reader reader, Box box) throws SQLException {
        BlobRef ref = command.blob();
        Optional<BlobRow> row = parts.find(reader, box, ref);
        Optional<Staging> staging = ref.isBase() ? StagingRows.find(reader, box.id(), ref.name()) : Optional.empty();
        if (row.isEmpty() && staging.isEmpty()) {
            throw BlobParts.notFound(ref);
        }
        row.ifPresent(it -> it.form().requireBlock(ref));
        Leases.of(row, staging).requireForRead(command.conditions().lease(), parts.now(), LeaseKind.BLOB);
        List<BlockList.Block> uncommitted = staging.isEmpty()
                ? List.of()
                : StagingRows.sizes(reader, staging.get().id());
        if (row.isEmpty()) {
            Preconditions.requireForUncommitted(command.conditions(), ref);
            BlobProperties waiting = staging.orElseThrow().properties(parts.now());
            return new BlockList(List.of(), uncommitted, waiting.etag(), waiting.lastModified(), 0, false);
        }
        BlobRow blob = row.get();
        Preconditions.requireForRead(command.conditions(), blob, ref);
        List<BlockList.Block> committed = ContentRows.of(reader, blob).blocks();
        return new BlockList(committed, uncommitted, blob.etag(), blob.lastModified(), blob.length(), true);
    }
}
