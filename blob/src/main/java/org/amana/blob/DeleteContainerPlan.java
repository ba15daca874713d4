package org.amana.blob;

import java.time.Duration;
import org.amana.kernel.AmanaException;
import org.amana.kernel.ErrorCode;
import org.amana.policy.Amounts;
import org.amana.policy.Permit;
import org.amana.policy.Permitted;
import org.amana.policy.Plan;
import org.amana.policy.Planned;

/// Delete Container: out of sight and without a key in one commit; its rows and bytes are worked off by
/// [Janitor]. Where the account keeps deleted containers, it is only out of sight until its time is over.
record DeleteContainerPlan(BlobParts parts, DeleteContainer command) implements Plan<ContainerProperties> {
    @Override
    public Planned<ContainerProperties> plan(Permitted permitted) {
        ContainerRef ref = command.container();
        Box box = parts.containers().require(permitted, ref);
        return parts.locks().container(box.id()).during(() -> {
            ContainerRow row = ChangeContainerPlan.require(parts, box);
            ContainerConditions.require(command.conditions(), row);
            row.lease().requireForWrite(command.conditions().lease(), parts.now(), LeaseKind.CONTAINER);
            Duration kept = parts.safeguards(box).containers();
            Amounts amounts = new Amounts(0, 0, kept.isPositive() ? 0 : -row.storedBytes(), row.blobCount(), 0);
            return Planned.of(
                    amounts,
                    parts.catalog()
                            .read(reader -> Holds.first(reader, box.id(), parts.now()))
                            .flatMap(held -> held.keeping().restraint(parts.now())),
                    permit -> carryOut(permit, box, row, kept));
        });
    }

    private ContainerProperties carryOut(Permit permit, Box box, ContainerRow seen, Duration kept) {
        parts.catalog().commit(tx -> {
            ContainerRow row = ContainerRows.find(tx, box.id())
                    .filter(it -> it.storedBytes() == seen.storedBytes())
                    .orElseThrow(() -> new AmanaException(
                            ErrorCode.SERVER_BUSY, "container " + box.ref() + " changed while it was being deleted"));
            if (kept.isPositive()) {
                DeletedContainer.keep(tx, row, tx.now().plus(kept));
            } else {
                ContainerRows.delete(tx, row);
                ClearingRows.begin(tx, row);
            }
            parts.commits().applied(tx, permit);
            parts.commits().tell(tx, new BlobChange.ContainerDeleted(box.ref(), box.id()));
            return row;
        });
        parts.containers().forget(box.ref());
        return seen.properties(parts.now());
    }
}
