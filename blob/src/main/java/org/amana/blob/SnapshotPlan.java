package org.amana.blob;

import java.sql.SQLException;
import java.util.Optional;
import org.amana.policy.Amounts;
import org.amana.policy.Permit;
import org.amana.policy.Permitted;
import org.amana.policy.Plan;
import org.amana.policy.Planned;
import org.amana.store.Transaction;

/// Snapshot Blob: a row that refers to the same bytes. Where versions are on, the blob gets a new one with it, and the
/// one it had is among the previous ones (Azure: *Snapshot a blob when versioning is enabled*).
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
            row.requireNoPendingCopy();
            row.requireKeys(parts.scopes().keys(box, command.conditions()), ref);
            row.keeping().requireOnline(ref);
            Safeguards safeguards = parts.safeguards(box);
            int rows = safeguards.versions() ? 2 : 1;
            return Planned.of(
                    new Amounts(0, 0, rows * row.storedBytes(), 1, 0), permit -> carryOut(permit, box, safeguards));
        });
    }

    private SnapshotTaken carryOut(Permit permit, Box box, Safeguards safeguards) {
        return parts.commits().commit(box, permit, 0, tx -> {
            BlobRef ref = command.blob();
            BlobRow row =
                    BlobRows.find(tx, box.id(), ref.name(), Snapshot.NONE).orElseThrow(() -> BlobParts.notFound(ref));
            boolean itsOwn = !command.metadata().isEmpty();
            BlobRow snapshot = row.snapshotAt(
                    SnapshotRows.nextMoment(
                            tx, box.id(), ref.name(), row.standing().version()),
                    itsOwn ? parts.versions().next(tx) : row.version(),
                    itsOwn ? command.metadata() : row.metadata());
            SnapshotRows.put(tx, itsOwn ? snapshot.closed(command.conditions()) : snapshot);
            parts.commits().snapshotMade(tx, box, snapshot);
            if (parts.references().isWalking() && !row.form().isStream()) {
                RowKey key = new RowKey.OfSnapshot(
                        box.id(), ref.name().value(), snapshot.snapshot().ticks());
                parts.references().note(key, box.id(), ContentRows.toRelease(tx, snapshot));
            }
            VersionId version = safeguards.versions()
                    ? nextVersion(tx, box, safeguards, row)
                    : row.standing().version();
            return new SnapshotTaken(snapshot.snapshot(), snapshot.etag(), snapshot.lastModified(), version);
        });
    }

    private VersionId nextVersion(Transaction tx, Box box, Safeguards safeguards, BlobRow row) throws SQLException {
        VersionId next = new Aside(parts, box, safeguards)
                .beforeWrite(tx, row.name(), Optional.of(row), Safeguards.Fate.PREVIOUS_VERSION);
        BlobRows.keep(tx, row.standingAs(Standing.BLOB.withVersion(next)));
        return next;
    }
}
