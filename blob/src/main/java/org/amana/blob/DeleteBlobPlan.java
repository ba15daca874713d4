package org.amana.blob;

import java.sql.SQLException;
import java.time.Instant;
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
import org.amana.policy.Restraint;
import org.amana.store.Places;
import org.amana.store.Reader;
import org.amana.store.Transaction;

/// Delete Blob: the blob, the blob with its snapshots, its snapshots alone, one snapshot or one previous version. What
/// waits for a deleted blob is dropped too. Where the account's safeguards say so, what goes stays for a while, or as
/// a previous version.
record DeleteBlobPlan(BlobParts parts, DeleteBlob command) implements Plan<Deleted> {
    @Override
    public Planned<Deleted> plan(Permitted permitted) {
        BlobRef ref = command.blob();
        if (!ref.isBase() && command.snapshots() != DeleteSnapshots.UNSPECIFIED) {
            throw new AmanaException(
                    ErrorCode.INVALID_ARGUMENT, "blob " + ref + ": a snapshot has no snapshots that could be deleted");
        }
        Box box = parts.containers().require(permitted, ref.container());
        return parts.locks().blob(box.id(), ref.name()).during(() -> {
            Safeguards safeguards = parts.safeguards(box);
            Doomed doomed = parts.catalog().read(reader -> find(reader, box, safeguards));
            Amounts amounts = new Amounts(0, 0, -doomed.bytes(), doomed.rows().size(), 0);
            return Planned.of(amounts, doomed.restraint(parts), permit -> carryOut(permit, box, doomed));
        });
    }

    private record Row(BlobRow row, Safeguards.Fate fate) {
        boolean isBlob() {
            return row.snapshot().equals(Snapshot.NONE);
        }
    }

    /// What goes, and how.
    private record Doomed(List<Row> rows, Optional<Staging> staging, Safeguards safeguards) {
        long bytes() {
            return rows.stream()
                            .filter(it -> !it.fate().isKept())
                            .mapToLong(it -> it.row().storedBytes())
                            .sum()
                    + staging.map(Staging::bytes).orElse(0L);
        }

        int blobs() {
            return (int) rows.stream().filter(Row::isBlob).count();
        }

        boolean permanent() {
            return rows.stream().noneMatch(it -> it.fate().isKept());
        }

        /// What must stay is not deleted where it would live on as a previous version either: so Azure has been
        /// recorded.
        Optional<Restraint> restraint(BlobParts parts) {
            return rows.stream()
                    .flatMap(it -> it.row().keeping().restraint(parts.now()).stream())
                    .findFirst();
        }
    }

    private Doomed find(Reader reader, Box box, Safeguards safeguards) throws SQLException {
        return command.blob().isBase() ? blob(reader, box, safeguards) : ofPast(reader, box, safeguards);
    }

    private Doomed blob(Reader reader, Box box, Safeguards safeguards) throws SQLException {
        BlobRef ref = command.blob();
        if (command.permanent()) {
            throw notDeleted();
        }
        Optional<Staging> staging = StagingRows.find(reader, box.id(), ref.name());
        Optional<BlobRow> found = parts.find(reader, box, ref);
        if (found.isEmpty() && staging.isPresent() && command.snapshots() != DeleteSnapshots.ONLY) {
            Preconditions.requireForAbsent(command.conditions(), ref);
            Preconditions.requireTier(command.tier(), Instant.MIN, ref);
            staging.get().lease().requireForWrite(command.conditions().lease(), parts.now(), LeaseKind.BLOB);
            return new Doomed(List.of(), staging, safeguards);
        }
        BlobRow row = found.orElseThrow(() -> BlobParts.notFound(ref));
        requireConditions(row);
        List<Row> snapshots = SnapshotRows.liveSnapshots(reader, box.id(), ref.name()).stream()
                .map(it -> new Row(it, ofPast(safeguards)))
                .toList();
        if (command.snapshots() == DeleteSnapshots.ONLY) {
            row.lease().requireForRead(command.conditions().lease(), parts.now(), LeaseKind.BLOB);
            if (snapshots.isEmpty()) {
                throw new AmanaException(ErrorCode.BLOB_NOT_FOUND, "blob " + ref + " has no snapshots");
            }
            return new Doomed(snapshots, Optional.empty(), safeguards);
        }
        row.lease().requireForWrite(command.conditions().lease(), parts.now(), LeaseKind.BLOB);
        row.requireNoPendingCopy();
        if (command.snapshots() == DeleteSnapshots.UNSPECIFIED && !snapshots.isEmpty()) {
            throw new AmanaException(ErrorCode.SNAPSHOTS_PRESENT, "blob " + ref + " has snapshots");
        }
        List<Row> all = new ArrayList<>(snapshots);
        all.add(new Row(row, safeguards.fate(row)));
        return new Doomed(all, staging, safeguards);
    }

    /// A snapshot or a previous version.
    private Doomed ofPast(Reader reader, Box box, Safeguards safeguards) throws SQLException {
        BlobRef ref = command.blob();
        BlobRow row = (command.permanent() ? evenDeleted(reader, box) : BlobRows.find(reader, box.id(), ref))
                .orElseThrow(() -> BlobParts.notFound(ref));
        if (row.snapshot().equals(Snapshot.NONE)) {
            throw new AmanaException(
                    ErrorCode.CURRENT_VERSION, "blob " + ref + " is the current version; delete the blob instead");
        }
        requireConditions(row);
        if (command.permanent() && !row.standing().isDeleted()) {
            throw notDeleted();
        }
        Safeguards.Fate fate = command.permanent() ? Safeguards.Fate.GONE : ofPast(safeguards);
        return new Doomed(List.of(new Row(row, fate)), Optional.empty(), safeguards);
    }

    private void requireConditions(BlobRow row) {
        BlobRef ref = command.blob();
        Preconditions.requireForWrite(command.conditions(), row.etag(), row.lastModified(), row.tags(), ref);
        Preconditions.requireTier(
                command.tier(), row.keeping().tiering().map(Tiering::since).orElse(row.created()), ref);
    }

    private static Safeguards.Fate ofPast(Safeguards safeguards) {
        return safeguards.keepsBlobs() ? Safeguards.Fate.DELETED_BUT_KEPT : Safeguards.Fate.GONE;
    }

    private Optional<BlobRow> evenDeleted(Reader reader, Box box) throws SQLException {
        BlobRef ref = command.blob();
        if (ref.version().isPresent()) {
            Optional<BlobRow> previous = SnapshotRows.previousVersion(reader, box.id(), ref.name(), ref.version());
            return previous.isPresent() ? previous : BlobRows.find(reader, box.id(), ref);
        }
        return BlobRows.find(reader, box.id(), ref.name(), ref.snapshot())
                .filter(row -> row.standing().kind() != Standing.Kind.VERSION);
    }

    private AmanaException notDeleted() {
        return new AmanaException(
                ErrorCode.NOT_SOFT_DELETED,
                "blob " + command.blob() + ": only a snapshot or version that is deleted already is deleted for good");
    }

    private Deleted carryOut(Permit permit, Box box, Doomed doomed) {
        List<Places> released = parts.commits().commit(box, permit, -doomed.blobs(), tx -> delete(tx, box, doomed));
        released.forEach(places -> parts.extents().released(places));
        return new Deleted(doomed.blobs(), doomed.rows().size() - doomed.blobs(), doomed.permanent());
    }

    private List<Places> delete(Transaction tx, Box box, Doomed doomed) throws SQLException {
        List<Places> released = new ArrayList<>();
        for (Row doom : doomed.rows()) {
            BlobRow row = doom.row();
            BlobRow now = BlobRows.find(tx, box.id(), row.name(), row.snapshot())
                    .filter(it -> it.version() == row.version())
                    .orElseThrow(() -> new AmanaException(
                            ErrorCode.SERVER_BUSY, "blob " + command.blob() + " changed while it was being deleted"));
            if (doom.isBlob()) {
                released.add(new Aside(parts, box, doomed.safeguards()).remove(tx, now, doom.fate()));
            } else if (!doom.fate().isKept()) {
                released.add(Aside.removeForGood(tx, now));
            } else {
                now.keeping().requireFree(tx.now(), command.blob());
                BlobRows.keep(
                        tx,
                        now.standingAs(
                                now.standing().deleted(doomed.safeguards().deletion(tx.now()))));
            }
            if (doom.isBlob()) {
                TagIndex.follow(tx, box.id(), now.name(), now.tags(), Tags.NONE);
            }
            if (!now.standing().isDeleted()) {
                parts.commits().deleted(tx, box, now);
            }
        }
        if (doomed.staging().isPresent()) {
            StagingRows.drop(tx, doomed.staging().get());
        }
        return released;
    }
}
