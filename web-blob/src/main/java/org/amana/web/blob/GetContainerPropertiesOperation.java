package org.amana.web.blob;

import java.io.IOException;
import org.amana.blob.BlobService;
import org.amana.blob.ContainerProperties;
import org.amana.blob.ReadContainer;
import org.amana.policy.Action;
import org.amana.policy.Plan;

/// Azure REST: *Get Container Properties*, and *Get Container Metadata*, which answers less.
final class GetContainerPropertiesOperation implements Operation<ContainerProperties> {
    private final BlobService blobs;
    private final boolean metadataOnly;

    GetContainerPropertiesOperation(BlobService blobs, boolean metadataOnly) {
        this.blobs = blobs;
        this.metadataOnly = metadataOnly;
    }

    @Override
    public String name() {
        return metadataOnly ? "Get Container Metadata" : "Get Container Properties";
    }

    @Override
    public Need need() {
        return Need.onContainer(Action.READ, "r");
    }

    @Override
    public Plan<ContainerProperties> plan(Call call) {
        return blobs.containerProperties(new ReadContainer(call.container(), CallConditions.of(call)));
    }

    @Override
    public void answer(Call call, ContainerProperties container, Reply reply) throws IOException {
        reply.status(200);
        if (metadataOnly) {
            reply.version(container.etag(), container.lastModified()).metadata(container.metadata());
        } else {
            ContainerHeaders.write(reply, container);
        }
        reply.send();
    }
}
