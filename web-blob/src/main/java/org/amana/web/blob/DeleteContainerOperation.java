package org.amana.web.blob;

import java.io.IOException;
import org.amana.blob.BlobService;
import org.amana.blob.ContainerProperties;
import org.amana.blob.DeleteContainer;
import org.amana.policy.Action;
import org.amana.policy.Plan;

/// Azure REST: *Delete Container*.
final class DeleteContainerOperation implements Operation<ContainerProperties> {
    private final BlobService blobs;

    DeleteContainerOperation(BlobService blobs) {
        this.blobs = blobs;
    }

    @Override
    public String name() {
        return "Delete Container";
    }

    @Override
    public Need need() {
        return Need.onContainer(Action.DELETE, "d");
    }

    @Override
    public Plan<ContainerProperties> plan(Call call) {
        return blobs.deleteContainer(new DeleteContainer(call.container(), CallConditions.of(call)));
    }

    @Override
    public void answer(Call call, ContainerProperties container, Reply reply) throws IOException {
        reply.status(202).send();
    }
}
