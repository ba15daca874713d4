package org.amana.web.blob;

import java.io.IOException;
import org.amana.blob.BlobService;
import org.amana.blob.ServiceProperties;
import org.amana.policy.Action;
import org.amana.policy.Plan;

/// Azure REST: *Get Blob Service Properties*.
final class GetServicePropertiesOperation implements Operation<ServiceProperties> {
    private final BlobService blobs;

    GetServicePropertiesOperation(BlobService blobs) {
        this.blobs = blobs;
    }

    @Override
    public String name() {
        return "Get Blob Service Properties";
    }

    @Override
    public Need need() {
        return Need.onAccount(Action.READ, "r");
    }

    @Override
    public Plan<ServiceProperties> plan(Call call) {
        return blobs.serviceProperties(call.target().accountName());
    }

    @Override
    public void answer(Call call, ServiceProperties properties, Reply reply) throws IOException {
        reply.status(200).send(ServicePropertiesXml.write(properties));
    }
}
