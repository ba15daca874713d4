package org.amana.blob;

import java.sql.SQLException;
import java.util.List;
import org.amana.policy.Amounts;
import org.amana.policy.Permit;
import org.amana.policy.Permitted;
import org.amana.policy.Plan;
import org.amana.policy.Planned;
import org.amana.store.Transaction;

/// Snapshot Blob: a row that refers to the same bytes.
record SnapshotPlan(BlobParts parts, TakeSnapshot command) implements Plan<SnapshotTaken> {
    @Override
    public Planned<SnapshotTaken> plan(Permitted permitted) {
        BlobRef ref = command.blob();
        BlobParts.requireNoSnapshot(ref);
        Box box = parts.containers().require(permitted, ref.container());
        return parts.locks().blob(box.id(), ref.name()).during(() -> {
            BlobRow row = parts.require(box, ref);
            row.form().requireUsable(ref);
            Preconditions.requireForWrite(command.conditions(), row.etag(), row.lastModified(), row.tags(), ref);
            row.lease().requireForRead(command.conditions().lease(), parts.now(), LeaseKind.BLOB);
            return Planned.of(new Amounts(0, 0, row.storedBytes(), 1, 0), permit -> carryOut(permit, box));
        });
    }

    private SnapshotTaken carryOut(Permit permit, Box box) {
        return parts.commits().commit(box, permit, 0, tx -> {
            BlobRef ref = command.blob();
            BlobRow row =
                    BlobRows.find(tx, box.id(), ref.name(), Snapshot.NONE).orElseThrow(() -> BlobParts.notFound(ref));
            boolean itsOwn = !command.metadata().isEmpty();
            BlobRow snapshot = row.snapshotAt(
                    nextAfterLast(tx, box.id(), ref.name()),
                    itsOwn ? parts.versions().next(tx) : row.version(),
                    itsOwn ? command.metadata() : row.metadata());
            BlobRows.putSnapshot(tx, snapshot);
            if (parts.references().isWalking() && !row.form().isStream()) {
                RowKey key = new RowKey.OfSnapshot(
                        box.id(), ref.name().value(), snapshot.snapshot().ticks());
                parts.references()
                        .note(key, box.id(), ContentRows.of(tx, snapshot).places());
            }
            return new SnapshotTaken(snapshot.snapshot(), snapshot.etag(), snapshot.lastModified());
        });
    }

    /// Now, unless the blob has a snapshot of now or later.
    static Snapshot nextAfterLast(Transaction tx, long containerId, BlobName name) throws SQLException {
        long now = Snapshot.at(tx.now()).ticks();
        List<BlobRow> later = BlobRows.snapshots(tx, containerId, name, now, Integer.MAX_VALUE);
        return new Snapshot(later.isEmpty() ? now : later.getLast().snapshot().ticks() + 1);
    }
}
