package org.amana.web.blob;

import java.io.IOException;
import org.amana.blob.BlobService;
import org.amana.blob.ContainerName;
import org.amana.blob.ContainerProperties;
import org.amana.blob.RestoreContainer;
import org.amana.policy.Action;
import org.amana.policy.Plan;

/// Azure REST: *Restore Container*.
final class RestoreContainerOperation implements Operation<ContainerProperties> {
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
    public Plan<ContainerProperties> plan(Call call) {
        return blobs.restoreContainer(new RestoreContainer(
                call.container(),
                new ContainerName(call.require("x-ms-deleted-container-name")),
                call.require("x-ms-deleted-container-version")));
    }

    @Override
    public void answer(Call call, ContainerProperties container, Reply reply) throws IOException {
        reply.status(201).version(container.etag(), container.lastModified()).send();
    }
}
