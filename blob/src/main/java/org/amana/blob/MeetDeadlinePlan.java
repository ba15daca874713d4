package org.amana.blob;

import java.sql.SQLException;
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

/// Does what is due at a blob or at something of its past: one that was archived and has been rehydrated comes into
/// its tier; what was deleted and kept for its time goes for good; what has expired is deleted, which the account's
/// safeguards may make a thing to be undone.
record MeetDeadlinePlan(BlobParts parts, Deadlines.Deadline deadline) implements Plan<Boolean> {
    @Override
    public Planned<Boolean> plan(Permitted permitted) {
        ContainerRef container = deadline.container().orElseThrow();
        Box box = parts.containers().require(permitted, container);
        return parts.locks().blob(box.id(), deadline.name()).during(() -> {
            BlobRow row = parts.catalog()
                    .read(reader -> BlobRows.find(reader, box.id(), deadline.name(), deadline.taken()))
                    .filter(it -> isDue(it, parts))
                    .orElseThrow(() -> BlobParts.notFound(new BlobRef(container, deadline.name(), deadline.taken())));
            return goes(row) ? removal(box, row) : rehydration(box);
        });
    }

    static boolean isDue(BlobRow row, BlobParts parts) {
        return row.due().filter(due -> !due.isAfter(parts.now())).isPresent();
    }

    /// Whether it goes, rather than being rehydrated.
    private boolean goes(BlobRow row) {
        return row.standing().isDeleted() || row.keeping().isExpired(parts.now());
    }

    private Planned<Boolean> rehydration(Box box) {
        return Planned.of(
                Amounts.touched(1),
                permit -> parts.commits().commit(box, permit, 0, tx -> {
                    BlobRow row = again(tx, box);
                    Rehydration way = row.keeping().rehydration().orElseThrow();
                    Deadlines.drop(tx, deadline);
                    BlobRow kept = row.keptAs(row.keeping().withTiering(Tiering.in(way.to(), tx.now())));
                    BlobRows.keep(tx, kept);
                    parts.commits().tiered(tx, box, kept, row);
                    return true;
                }));
    }

    private Planned<Boolean> removal(Box box, BlobRow row) {
        Safeguards safeguards = parts.safeguards(box);
        Safeguards.Fate fate = isBlob(row) ? safeguards.fate(row) : Safeguards.Fate.GONE;
        Optional<Staging> staging = isBlob(row)
                ? parts.catalog().read(reader -> StagingRows.find(reader, box.id(), row.name()))
                : Optional.empty();
        long bytes = (fate.isKept() ? 0 : row.storedBytes())
                + staging.map(Staging::bytes).orElse(0L);
        return Planned.of(
                new Amounts(0, 0, -bytes, 1, 0),
                row.keeping().restraint(parts.now()),
                permit -> remove(permit, box, row, new Removal(fate, safeguards, staging)));
    }

    /// How a row goes: of the blob itself, as if its owner deleted it.
    private record Removal(Safeguards.Fate fate, Safeguards safeguards, Optional<Staging> staging) {}

    private static boolean isBlob(BlobRow row) {
        return row.snapshot().equals(Snapshot.NONE);
    }

    private boolean remove(Permit permit, Box box, BlobRow seen, Removal removal) {
        boolean isBlob = isBlob(seen);
        Places released = parts.commits().commit(box, permit, isBlob ? -1 : 0, tx -> {
            BlobRow row = again(tx, box);
            if (row.version() != seen.version()) {
                throw new AmanaException(ErrorCode.SERVER_BUSY, "blob " + row.name() + " changed while it was going");
            }
            Places places = new Aside(parts, box, removal.safeguards()).remove(tx, row, removal.fate());
            Deadlines.drop(tx, deadline);
            if (removal.staging().isPresent()) {
                StagingRows.drop(tx, removal.staging().get());
            }
            if (isBlob) {
                TagIndex.follow(tx, box.id(), row.name(), row.tags(), Tags.NONE);
                parts.commits().deleted(tx, box, row);
            }
            return places;
        });
        parts.extents().released(released);
        return true;
    }

    private BlobRow again(Transaction tx, Box box) throws SQLException {
        return BlobRows.find(tx, box.id(), deadline.name(), deadline.taken())
                .orElseThrow(() -> BlobParts.notFound(
                        new BlobRef(deadline.container().orElseThrow(), deadline.name(), deadline.taken())));
    }
}
