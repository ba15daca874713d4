package org.amana.blob;

import java.sql.SQLException;
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
import org.amana.store.Places;
import org.amana.store.Transaction;

/// Delete Blob: the blob, the blob with its snapshots, its snapshots alone, or one snapshot. What waits for a
/// deleted blob is dropped too.
record DeleteBlobPlan(BlobParts parts, DeleteBlob command) implements Plan<Deleted> {
    @Override
    public Planned<Deleted> plan(Permitted permitted) {
        BlobRef ref = command.blob();
        if (ref.isSnapshot() && command.snapshots() != DeleteSnapshots.UNSPECIFIED) {
            throw new AmanaException(
                    ErrorCode.INVALID_ARGUMENT, "blob " + ref + ": a snapshot has no snapshots that could be deleted");
        }
        Box box = parts.containers().require(permitted, ref.container());
        return parts.locks().blob(box.id(), ref.name()).during(() -> {
            Doomed doomed = find(box);
            Amounts amounts = new Amounts(0, 0, -doomed.bytes(), doomed.rows().size(), 0);
            return Planned.of(amounts, permit -> carryOut(permit, box, doomed));
        });
    }

    /// What goes.
    private record Doomed(List<BlobRow> rows, Optional<Staging> staging) {
        long bytes() {
            return rows.stream().mapToLong(BlobRow::storedBytes).sum()
                    + staging.map(Staging::bytes).orElse(0L);
        }

        int blobs() {
            return (int) rows.stream()
                    .filter(row -> row.snapshot().equals(Snapshot.NONE))
                    .count();
        }
    }

    private Doomed find(Box box) {
        BlobRef ref = command.blob();
        return parts.catalog().read(reader -> {
            BlobRow row = BlobRows.find(reader, box.id(), ref.name(), ref.snapshot())
                    .orElseThrow(() -> BlobParts.notFound(ref));
            Preconditions.requireForWrite(command.conditions(), row.etag(), row.lastModified(), row.tags(), ref);
            if (ref.isSnapshot()) {
                return new Doomed(List.of(row), Optional.empty());
            }
            List<BlobRow> snapshots =
                    BlobRows.snapshots(reader, box.id(), ref.name(), Long.MIN_VALUE, Integer.MAX_VALUE);
            if (command.snapshots() == DeleteSnapshots.ONLY) {
                row.lease().requireForRead(command.conditions().lease(), parts.now(), LeaseKind.BLOB);
                return new Doomed(snapshots, Optional.empty());
            }
            row.lease().requireForWrite(command.conditions().lease(), parts.now(), LeaseKind.BLOB);
            if (command.snapshots() == DeleteSnapshots.UNSPECIFIED && !snapshots.isEmpty()) {
                throw new AmanaException(ErrorCode.SNAPSHOTS_PRESENT, "blob " + ref + " has snapshots");
            }
            List<BlobRow> all = new ArrayList<>(snapshots);
            all.add(row);
            return new Doomed(all, StagingRows.find(reader, box.id(), ref.name()));
        });
    }

    private Deleted carryOut(Permit permit, Box box, Doomed doomed) {
        List<Places> released = parts.commits().commit(box, permit, -doomed.blobs(), tx -> delete(tx, box, doomed));
        released.forEach(places -> parts.extents().released(places));
        return new Deleted(doomed.blobs(), doomed.rows().size() - doomed.blobs());
    }

    private List<Places> delete(Transaction tx, Box box, Doomed doomed) throws SQLException {
        List<Places> released = new ArrayList<>();
        for (BlobRow row : doomed.rows()) {
            BlobRow now = BlobRows.find(tx, box.id(), row.name(), row.snapshot())
                    .filter(it -> it.version() == row.version())
                    .orElseThrow(() -> new AmanaException(
                            ErrorCode.SERVER_BUSY, "blob " + command.blob() + " changed while it was being deleted"));
            released.add(ContentRows.toRelease(tx, now));
            BlobRows.delete(tx, now);
            if (now.snapshot().equals(Snapshot.NONE)) {
                TagIndex.follow(tx, box.id(), now.name(), now.tags(), Tags.NONE);
            }
            ContentRows.forget(tx, now);
        }
        if (doomed.staging().isPresent()) {
            StagingRows.drop(tx, doomed.staging().get());
        }
        if (doomed.blobs() > 0) {
            parts.commits().deleted(tx, box, command.blob().name());
        }
        return released;
    }
}
