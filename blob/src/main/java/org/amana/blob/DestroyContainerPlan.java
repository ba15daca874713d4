package org.amana.blob;

import java.util.Optional;
import org.amana.policy.Amounts;
import org.amana.policy.Permit;
import org.amana.policy.Permitted;
import org.amana.policy.Plan;
import org.amana.policy.Planned;

/// Destroys the key of a container that was deleted and whose time is over; what it held counts no more.
record DestroyContainerPlan(BlobParts parts, DeletedContainer deleted) implements Plan<Boolean> {
    @Override
    public Planned<Boolean> plan(Permitted permitted) {
        ContainerRow row = deleted.row();
        return parts.locks()
                .container(row.id())
                .during(() -> Planned.of(
                        new Amounts(0, 0, -row.storedBytes(), row.blobCount(), 0), permit -> carryOut(permit, row)));
    }

    private boolean carryOut(Permit permit, ContainerRow row) {
        return parts.catalog().commit(tx -> {
            Optional<DeletedContainer> still = DeletedContainer.over(tx, tx.now()).stream()
                    .filter(it -> it.row().id() == row.id())
                    .findFirst();
            if (still.isEmpty()) {
                throw ChangeContainerPlan.gone(new ContainerRef(new AccountName(deleted.account()), row.name()));
            }
            ContainerRows.delete(tx, row);
            ClearingRows.begin(tx, row);
            parts.commits().applied(tx, permit);
            return true;
        });
    }
}
