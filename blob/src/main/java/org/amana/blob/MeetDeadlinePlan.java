package org.amana.blob;

import java.sql.SQLException;
import java.util.Optional;
import org.amana.policy.Amounts;
import org.amana.policy.Permit;
import org.amana.policy.Permitted;
import org.amana.policy.Plan;
import org.amana.policy.Planned;
import org.amana.store.Places;
import org.amana.store.Transaction;

/// Does what is due at a blob or at something of its past: one that was archived and has been rehydrated comes into
/// its tier; what was deleted and kept for its time, or has expired, goes for good.
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

    /// Whether it goes for good, rather than being rehydrated.
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
        Optional<Staging> staging = row.snapshot().equals(Snapshot.NONE)
                ? parts.catalog().read(reader -> StagingRows.find(reader, box.id(), row.name()))
                : Optional.empty();
        long bytes = row.storedBytes() + staging.map(Staging::bytes).orElse(0L);
        return Planned.of(
                new Amounts(0, 0, -bytes, 1, 0),
                row.keeping().restraint(parts.now()),
                permit -> remove(permit, box, row, staging));
    }

    private boolean remove(Permit permit, Box box, BlobRow seen, Optional<Staging> staging) {
        boolean isBlob = seen.snapshot().equals(Snapshot.NONE);
        Places released = parts.commits().commit(box, permit, isBlob ? -1 : 0, tx -> {
            BlobRow row = again(tx, box);
            Places places = ContentRows.toRelease(tx, row);
            BlobRows.delete(tx, row);
            ContentRows.forget(tx, row);
            Deadlines.drop(tx, deadline);
            if (staging.isPresent()) {
                StagingRows.drop(tx, staging.get());
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
