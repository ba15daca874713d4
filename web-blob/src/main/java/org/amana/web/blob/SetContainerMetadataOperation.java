package org.amana.web.blob;

import java.io.IOException;
import org.amana.blob.BlobService;
import org.amana.blob.Changed;
import org.amana.blob.SetContainerMetadata;
import org.amana.policy.Action;
import org.amana.policy.Plan;

/// Azure REST: *Set Container Metadata*.
final class SetContainerMetadataOperation implements Operation<Changed> {
    private final BlobService blobs;

    SetContainerMetadataOperation(BlobService blobs) {
        this.blobs = blobs;
    }

    @Override
    public String name() {
        return "Set Container Metadata";
    }

    @Override
    public Need need() {
        return Need.onContainer(Action.WRITE, "w");
    }

    @Override
    public Plan<Changed> plan(Call call) {
        return blobs.setContainerMetadata(
                new SetContainerMetadata(call.container(), call.metadata(), CallConditions.of(call)));
    }

    @Override
    public void answer(Call call, Changed changed, Reply reply) throws IOException {
        reply.status(200).version(changed.etag(), changed.lastModified()).send();
    }
}
