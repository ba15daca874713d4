package org.amana.blob;

import java.time.Instant;
import org.amana.policy.Amounts;
import org.amana.policy.Permitted;
import org.amana.policy.Plan;
import org.amana.policy.Planned;

/// Lease Container: ETag and time stay as they are.
record LeaseContainerPlan(BlobParts parts, LeaseContainer command) implements Plan<LeaseChanged> {
    @Override
    public Planned<LeaseChanged> plan(Permitted permitted) {
        Box box = parts.containers().require(permitted, command.container());
        ContainerRow seen = ChangeContainerPlan.require(parts, box);
        ContainerConditions.require(command.conditions(), seen);
        Leases.after(seen.lease(), command.action(), parts.now(), parts.random(), LeaseKind.CONTAINER);
        return Planned.of(Amounts.NONE, _ -> carryOut(box));
    }

    private LeaseChanged carryOut(Box box) {
        return parts.catalog().commit(tx -> {
            ContainerRow row =
                    ContainerRows.find(tx, box.id()).orElseThrow(() -> ChangeContainerPlan.gone(command.container()));
            Instant now = tx.now();
            Lease lease = Leases.after(row.lease(), command.action(), now, parts.random(), LeaseKind.CONTAINER);
            ContainerRows.update(tx, row.withLease(lease));
            return Leases.answer(lease, command.action(), row.etag(), row.lastModified(), now);
        });
    }
}
