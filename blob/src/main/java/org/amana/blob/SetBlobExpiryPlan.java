package org.amana.blob;

import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import org.amana.policy.Amounts;
import org.amana.policy.Permitted;
import org.amana.policy.Plan;
import org.amana.policy.Planned;
import org.amana.policy.Restraint;
import org.amana.store.Transaction;

/// Set Blob Expiry: says when a blob is to be deleted, so it needs what a deletion needs. ETag and time stay as they
/// are.
record SetBlobExpiryPlan(BlobParts parts, SetBlobExpiry command) implements Plan<Changed> {
    @Override
    public Planned<Changed> plan(Permitted permitted) {
        BlobRef ref = command.blob();
        BlobParts.requireNoSnapshot(ref);
        Box box = parts.containers().require(permitted, ref.container());
        return parts.locks().blob(box.id(), ref.name()).during(() -> {
            BlobRow seen = parts.require(box, ref);
            Preconditions.requireForWrite(command.conditions(), seen.etag(), seen.lastModified(), seen.tags(), ref);
            seen.lease().requireForWrite(command.conditions().lease(), parts.now(), LeaseKind.BLOB);
            seen.requireNoPendingCopy();
            return Planned.of(
                    Amounts.touched(1),
                    restraint(seen),
                    permit -> parts.commits().commit(box, permit, 0, tx -> expire(tx, box)));
        });
    }

    private Optional<Instant> time(BlobRow row, Instant now) {
        return command.expiry().time(now, row.created());
    }

    /// What must be kept may be said to be kept for ever.
    private Optional<Restraint> restraint(BlobRow row) {
        Instant now = parts.now();
        return time(row, now).flatMap(_ -> row.keeping().restraint(now));
    }

    private Changed expire(Transaction tx, Box box) throws SQLException {
        BlobRef ref = command.blob();
        BlobRow row = BlobRows.find(tx, box.id(), ref).orElseThrow(() -> BlobParts.notFound(ref));
        BlobRow kept = row.keptAs(row.keeping().withExpiry(time(row, tx.now())));
        BlobRows.keep(tx, kept);
        return Changed.of(kept);
    }
}
