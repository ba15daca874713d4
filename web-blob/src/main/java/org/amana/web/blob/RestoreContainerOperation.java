package org.amana.web.blob;

import java.io.IOException;
import org.amana.blob.BlobService;
import org.amana.blob.ContainerName;
import org.amana.blob.ContainerProperties;
import org.amana.blob.RestoreContainer;
import org.amana.policy.Action;
import org.amana.policy.Amounts;
import org.amana.policy.BoxFacts;
import org.amana.policy.Plan;
import org.amana.policy.Planned;

/// Azure REST: *Restore Container*. It is two accesses: one to the container that comes back, with what was declared
/// of it, and one to the name it comes back under.
final class RestoreContainerOperation implements Operation<ContainerProperties> {
    private final BlobService blobs;
    private final Accesses accesses;

    RestoreContainerOperation(BlobService blobs, Accesses accesses) {
        this.blobs = blobs;
        this.accesses = accesses;
    }

    @Override
    public String name() {
        return "Restore Container";
    }

    @Override
    public Need need() {
        return Need.onContainer(Action.WRITE, "w");
    }

    @Override
    public Plan<ContainerProperties> plan(Call call) {
        RestoreContainer command = new RestoreContainer(
                call.container(),
                new ContainerName(call.require("x-ms-deleted-container-name")),
                call.require("x-ms-deleted-container-version"));
        blobs.facts().ofDeleted(command).ifPresent(facts -> requireAllowed(call, command, facts));
        return blobs.restoreContainer(command);
    }

    /// @throws org.amana.kernel.AmanaException when the gate does not let the caller to the deleted container
    private void requireAllowed(Call call, RestoreContainer command, BoxFacts facts) {
        Target deleted = call.target().inContainer(command.deleted().value());
        var access = new Accesses.Access(deleted, call.identity(), need(), call.client(), call.clientRequestId());
        accesses.pass(access, facts, _ -> Planned.of(Amounts.NONE, _ -> true)).orThrow();
    }

    @Override
    public void answer(Call call, ContainerProperties container, Reply reply) throws IOException {
        reply.status(201).version(container.etag(), container.lastModified()).send();
    }
}
