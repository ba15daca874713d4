package org.amana.blob;

import java.util.Optional;
import org.amana.kernel.AmanaException;
import org.amana.kernel.ErrorCode;
import org.amana.policy.Amounts;
import org.amana.policy.Permitted;
import org.amana.policy.Plan;
import org.amana.policy.Planned;

/// Restore Container: it is as it was, and what its blobs are is told anew, batch by batch, by [Janitor].
record RestoreContainerPlan(BlobParts parts, RestoreContainer command) implements Plan<ContainerProperties> {
    @Override
    public Planned<ContainerProperties> plan(Permitted permitted) {
        Account account = parts.accounts().require(command.container().account());
        parts.containers().requireChangeable(permitted, command.container());
        if (parts.containers().find(command.container()).isPresent()) {
            throw exists();
        }
        DeletedContainer deleted = parts.catalog()
                .read(reader ->
                        DeletedContainer.find(reader, account.id(), command.deleted(), command.version(), parts.now()))
                .orElseThrow(this::notFound);
        return Planned.of(Amounts.NONE, _ -> restore(account, deleted));
    }

    private ContainerProperties restore(Account account, DeletedContainer deleted) {
        ContainerRow restored = parts.catalog().commit(tx -> {
            if (ContainerRows.find(tx, account.id(), command.container().name()).isPresent()) {
                throw exists();
            }
            Optional<DeletedContainer> still =
                    DeletedContainer.find(tx, account.id(), command.deleted(), command.version(), tx.now());
            if (still.isEmpty()) {
                throw notFound();
            }
            DeletedContainer.restore(tx, deleted, command.container().name());
            parts.commits()
                    .tell(
                            tx,
                            new BlobChange.ContainerRestored(
                                    command.container(), deleted.row().id()));
            return ContainerRows.find(tx, deleted.row().id()).orElseThrow();
        });
        parts.containers().forget(command.container());
        return restored.properties(parts.now());
    }

    private AmanaException exists() {
        return new AmanaException(ErrorCode.CONTAINER_EXISTS, "container " + command.container() + " exists already");
    }

    private AmanaException notFound() {
        return new AmanaException(
                ErrorCode.CONTAINER_NOT_FOUND,
                "there is no deleted container " + command.deleted() + " of version " + command.version());
    }
}
