package org.amana.blob;

import java.sql.SQLException;
import org.amana.kernel.AmanaException;
import org.amana.kernel.ErrorCode;
import org.amana.policy.Amounts;
import org.amana.policy.Permit;
import org.amana.policy.Permitted;
import org.amana.policy.Plan;
import org.amana.policy.Planned;
import org.amana.store.Reader;

/// Destroys the key of a container that was deleted and whose time is over; what it held counts no more.
record DestroyContainerPlan(BlobParts parts, DeletedContainer deleted) implements Plan<Boolean> {
    @Override
    public Planned<Boolean> plan(Permitted permitted) {
        return parts.locks().container(deleted.row().id()).during(() -> {
            ContainerRow row = parts.catalog().read(this::over);
            return Planned.of(
                    new Amounts(0, 0, -row.storedBytes(), row.blobCount(), 0), permit -> carryOut(permit, row));
        });
    }

    private boolean carryOut(Permit permit, ContainerRow seen) {
        return parts.catalog().commit(tx -> {
            ContainerRow row = over(tx);
            if (row.storedBytes() != seen.storedBytes()) {
                throw new AmanaException(
                        ErrorCode.SERVER_BUSY, "container " + row.name() + " changed while it was being destroyed");
            }
            ContainerRows.delete(tx, row);
            ClearingRows.begin(tx, row);
            parts.commits().applied(tx, permit);
            return true;
        });
    }

    /// The container as it is now.
    ///
    /// @throws AmanaException `CONTAINER_NOT_FOUND` when it has come back, or is destroyed already
    private ContainerRow over(Reader reader) throws SQLException {
        return DeletedContainer.over(reader, parts.now()).stream()
                .map(DeletedContainer::row)
                .filter(it -> it.id() == deleted.row().id())
                .findFirst()
                .orElseThrow(() -> ChangeContainerPlan.gone(new ContainerRef(
                        new AccountName(deleted.account()), deleted.row().name())));
    }
}
