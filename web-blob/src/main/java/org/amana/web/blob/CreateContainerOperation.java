package org.amana.web.blob;

import java.io.IOException;
import org.amana.blob.BlobService;
import org.amana.blob.ContainerProperties;
import org.amana.blob.CreateContainer;
import org.amana.policy.Action;
import org.amana.policy.Bearers;
import org.amana.policy.Plan;

/// Azure REST: *Create Container*.
final class CreateContainerOperation implements Operation<ContainerProperties> {
    private final BlobService blobs;
    private final Bearers bearers;

    CreateContainerOperation(BlobService blobs, Bearers bearers) {
        this.blobs = blobs;
        this.bearers = bearers;
    }

    @Override
    public String name() {
        return "Create Container";
    }

    @Override
    public Need need() {
        return Need.onContainer(Action.WRITE, "cw");
    }

    @Override
    public Plan<ContainerProperties> plan(Call call) {
        CreateContainer command = CreateContainer.of(call.container(), call.metadata())
                .encrypted(EncryptionScopeHeaders.ofContainer(call));
        // A container that is being made has declared nothing yet.
        PublicAccess.require(
                PublicAccess.wanted(call),
                blobs.facts().of(call.container()),
                bearers.anybody(call.target().account()).isPresent());
        return blobs.createContainer(command);
    }

    @Override
    public void answer(Call call, ContainerProperties container, Reply reply) throws IOException {
        reply.status(201).version(container.etag(), container.lastModified()).send();
    }
}
