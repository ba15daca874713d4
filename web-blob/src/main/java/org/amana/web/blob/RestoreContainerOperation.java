package org.amana.web.blob;

import java.io.IOException;
import java.util.Optional;
import org.amana.blob.BlobService;
import org.amana.blob.ContainerName;
import org.amana.blob.ContainerProperties;
import org.amana.blob.RestoreContainer;
import org.amana.kernel.AmanaException;
import org.amana.policy.Action;
import org.amana.policy.BoxFacts;
import org.amana.policy.Plan;

/// Azure REST: *Restore Container*. It touches the container that comes back, with what was declared of it,
/// and the name it comes back under.
final class RestoreContainerOperation implements Operation<ContainerProperties> {
    private static final String NAME = "x-ms-deleted-container-name";
    private static final String VERSION = "x-ms-deleted-container-version";

    private final BlobService blobs;

    RestoreContainerOperation(BlobService blobs) {
        this.blobs = blobs;
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
    public Access access(Call call) {
        Access access = Access.of(call, need());
        return deleted(call)
                .map(facts -> access.precededBy(
                        new Access.Touch(call.target().inContainer(facts.container()), need(), Optional.of(facts))))
                .orElse(access);
    }

    /// Facts of the container that is named, if one is.
    private Optional<BoxFacts> deleted(Call call) {
        RestoreContainer command;
        try {
            command = command(call);
        } catch (AmanaException _) {
            return Optional.empty();
        }
        return blobs.facts().ofDeleted(command);
    }

    private static RestoreContainer command(Call call) {
        ContainerName deleted = new ContainerName(call.require(NAME));
        String version = call.require(VERSION);
        return new RestoreContainer(call.container(), deleted, version);
    }

    @Override
    public Plan<ContainerProperties> plan(Call call) {
        return blobs.restoreContainer(command(call));
    }

    @Override
    public void answer(Call call, ContainerProperties container, Reply reply) throws IOException {
        reply.status(201).version(container.etag(), container.lastModified()).send();
    }
}
