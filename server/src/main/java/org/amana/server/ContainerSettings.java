package org.amana.server;

import java.util.HashSet;
import java.util.Set;
import org.amana.blob.AccountName;
import org.amana.blob.AnonymousAccess;
import org.amana.blob.Conditions;
import org.amana.blob.ContainerName;
import org.amana.blob.ContainerRef;
import org.amana.blob.DeclareContainer;
import org.amana.blob.SetContainerAcl;
import org.amana.kernel.AmanaException;
import org.amana.kernel.ErrorCode;
import org.amana.policy.BoxFacts;
import org.amana.policy.Purpose;
import org.amana.policy.PurposeId;
import org.amana.web.blob.PublicAccess;

/// What the operator says of containers: what is in them, and who may touch them.
final class ContainerSettings {
    private static final String COMMAND = "amana container declare";

    private final Parts parts;
    private final AccountName account;
    private final StewardGate gate;

    /// @param account the first one
    ContainerSettings(Parts parts, AccountName account, StewardGate gate) {
        this.parts = parts;
        this.account = account;
        this.gate = gate;
    }

    /// What a container holds and which purposes may touch it. What was declared before does not keep the
    /// operator from declaring something else.
    ///
    /// @throws AmanaException `RESOURCE_NOT_FOUND` if one of the purposes is none of the account's, or has
    ///     ended
    void declare(DeclareContainer declaration) {
        ContainerRef container = declaration.container();
        declaration.openTo().forEach(purpose -> requireAlive(container.account().value(), purpose));
        gate.change(
                container,
                parts.blobs.facts().of(container).openToAll(),
                COMMAND,
                parts.blobs.keeper().declareContainer(withTheSteward(declaration)));
    }

    /// What of a container everybody may read.
    ///
    /// @throws AmanaException `PUBLIC_ACCESS_NOT_PERMITTED` when it cannot be given
    void open(ContainerRef container, AnonymousAccess access) {
        BoxFacts facts = parts.blobs.facts().of(container);
        boolean anybody =
                parts.control.bearers().anybody(container.account().value()).isPresent();
        PublicAccess.require(access, facts, anybody);
        SetContainerAcl change = new SetContainerAcl(
                container, parts.blobs.facts().storedAccessPolicies(container), access, Conditions.NONE);
        gate.change(container, facts, COMMAND, parts.blobs.service().setContainerAcl(change));
    }

    /// Whether there is a container of this name now.
    boolean exists(String name) {
        return parts.blobs.facts().exists(ContainerRef.of(account.value(), name));
    }

    private void requireAlive(String of, PurposeId id) {
        boolean alive = parts.directory().purposes(of).stream()
                .anyMatch(purpose -> purpose.id().equals(id) && purpose.state() != Purpose.State.ENDED);
        if (!alive) {
            throw new AmanaException(
                    ErrorCode.RESOURCE_NOT_FOUND,
                    "account " + of + " has no purpose " + id + " that has not ended; see amana purpose list");
        }
    }

    /// What the service keeps for itself it writes under the steward's purpose, and it is never open to all
    /// others.
    private DeclareContainer withTheSteward(DeclareContainer declaration) {
        ContainerRef container = declaration.container();
        if (!ContainerName.SYSTEM.contains(container.name())) {
            return declaration;
        }
        Set<PurposeId> purposes = new HashSet<>(declaration.openTo());
        purposes.add(parts.steward.purpose(container.account().value()));
        return new DeclareContainer(container, declaration.classes(), purposes);
    }
}
