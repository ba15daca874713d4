package org.amana.blob;

import java.time.Instant;
import java.util.List;
import org.amana.kernel.AmanaException;
import org.amana.kernel.ErrorCode;
import org.amana.policy.Amounts;
import org.amana.policy.Permitted;
import org.amana.policy.Plan;
import org.amana.policy.Planned;

/// Create Container, with a pseudonym and a data key of its own.
record CreateContainerPlan(BlobParts parts, CreateContainer command) implements Plan<ContainerProperties> {
    @Override
    public Planned<ContainerProperties> plan(Permitted permitted) {
        Account account = parts.accounts().require(command.container().account());
        parts.containers().requireChangeable(permitted, command.container());
        if (parts.containers().find(command.container()).isPresent()) {
            throw exists();
        }
        ScopeName scope = command.encryption().defaultScope();
        if (!scope.isAccountKey()) {
            parts.scopes().require(account.name(), scope);
        }
        return Planned.of(Amounts.NONE, _ -> create(account));
    }

    private ContainerProperties create(Account account) {
        String pseudonym = Pseudonyms.container(parts.random());
        byte[] wrappedKey = parts.containers().newKey(pseudonym);
        ContainerRow made = parts.catalog().commit(tx -> {
            if (ContainerRows.find(tx, account.id(), command.container().name()).isPresent()) {
                throw exists();
            }
            Instant now = tx.now();
            ContainerRow row = new ContainerRow(
                    0,
                    command.container().name(),
                    pseudonym,
                    parts.versions().next(tx),
                    now,
                    Seconds.of(now),
                    command.metadata(),
                    List.of(),
                    command.classes(),
                    command.openTo(),
                    AnonymousAccess.NONE,
                    command.encryption(),
                    Lease.AVAILABLE,
                    0,
                    0);
            ContainerRows.insert(tx, account.id(), row, wrappedKey);
            return row;
        });
        parts.containers().forget(command.container());
        return made.properties(parts.now());
    }

    private AmanaException exists() {
        return new AmanaException(ErrorCode.CONTAINER_EXISTS, "container " + command.container() + " exists already");
    }
}
