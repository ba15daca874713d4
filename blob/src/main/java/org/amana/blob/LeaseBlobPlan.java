package org.amana.blob;

import java.time.Instant;
import org.amana.policy.Amounts;
import org.amana.policy.Permitted;
import org.amana.policy.Plan;
import org.amana.policy.Planned;

/// Lease Blob: ETag and time stay as they are.
record LeaseBlobPlan(BlobParts parts, LeaseBlob command) implements Plan<LeaseChanged> {
    @Override
    public Planned<LeaseChanged> plan(Permitted permitted) {
        BlobRef ref = command.blob();
        BlobParts.requireNoSnapshot(ref);
        Box box = parts.containers().require(permitted, ref.container());
        return parts.locks().blob(box.id(), ref.name()).during(() -> {
            BlobRow seen = parts.require(box, ref);
            Preconditions.requireForWrite(command.conditions(), seen.etag(), seen.lastModified(), seen.tags(), ref);
            Leases.after(seen.lease(), command.action(), parts.now(), parts.random());
            return Planned.of(
                    Amounts.touched(1),
                    permit -> parts.commits().commit(box, permit, 0, tx -> {
                        BlobRow row = BlobRows.find(tx, box.id(), ref.name(), Snapshot.NONE)
                                .orElseThrow(() -> BlobParts.notFound(ref));
                        Instant now = tx.now();
                        Lease lease = Leases.after(row.lease(), command.action(), now, parts.random());
                        BlobRows.describe(tx, row.withLease(lease));
                        return Leases.answer(lease, command.action(), row.etag(), row.lastModified(), now);
                    }));
        });
    }
}
