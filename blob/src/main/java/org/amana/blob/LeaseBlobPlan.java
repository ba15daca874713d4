package org.amana.blob;

import java.time.Instant;
import java.util.Optional;
import org.amana.policy.Amounts;
import org.amana.policy.Permitted;
import org.amana.policy.Plan;
import org.amana.policy.Planned;

/// Lease Blob: ETag and time stay as they are. What has waiting blocks only can be leased too, and the blob that is
/// made of it has that lease.
record LeaseBlobPlan(BlobParts parts, LeaseBlob command) implements Plan<LeaseChanged> {
    @Override
    public Planned<LeaseChanged> plan(Permitted permitted) {
        BlobRef ref = command.blob();
        BlobParts.requireNoSnapshot(ref);
        Box box = parts.containers().require(permitted, ref.container());
        return parts.locks().blob(box.id(), ref.name()).during(() -> {
            Optional<BlobRow> blob = parts.find(box, ref);
            return blob.isPresent() ? ofBlob(box, blob.get()) : ofWaiting(box);
        });
    }

    private Planned<LeaseChanged> ofBlob(Box box, BlobRow seen) {
        BlobRef ref = command.blob();
        Preconditions.requireForWrite(command.conditions(), seen.etag(), seen.lastModified(), seen.tags(), ref);
        after(seen.lease(), parts.now());
        return Planned.of(
                Amounts.touched(1),
                permit -> parts.commits().commit(box, permit, 0, tx -> {
                    BlobRow row = BlobRows.find(tx, box.id(), ref.name(), Snapshot.NONE)
                            .orElseThrow(() -> BlobParts.notFound(ref));
                    Instant now = tx.now();
                    Lease lease = after(row.lease(), now);
                    BlobRows.describe(tx, row.withLease(lease));
                    return Leases.answer(lease, command.action(), row.etag(), row.lastModified(), now);
                }));
    }

    private Planned<LeaseChanged> ofWaiting(Box box) {
        BlobRef ref = command.blob();
        Staging seen = parts.catalog()
                .read(reader -> StagingRows.find(reader, box.id(), ref.name()))
                .orElseThrow(() -> BlobParts.notFound(ref));
        Preconditions.requireForStaged(command.conditions(), seen.lastModified(), ref);
        after(seen.lease(), parts.now());
        return Planned.of(
                Amounts.touched(1),
                permit -> parts.commits().commit(box, permit, 0, tx -> {
                    Staging staging =
                            StagingRows.find(tx, box.id(), ref.name()).orElseThrow(() -> BlobParts.notFound(ref));
                    Instant now = tx.now();
                    Lease lease = after(staging.lease(), now);
                    StagingRows.lease(tx, staging, lease);
                    return Leases.answer(
                            lease, command.action(), ETag.of(staging.version()), staging.lastModified(), now);
                }));
    }

    private Lease after(Lease held, Instant now) {
        return Leases.after(held, command.action(), now, parts.random(), LeaseKind.BLOB);
    }
}
