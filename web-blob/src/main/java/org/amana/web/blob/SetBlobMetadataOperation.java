package org.amana.web.blob;

import java.io.IOException;
import org.amana.blob.BlobService;
import org.amana.blob.Changed;
import org.amana.blob.SetBlobMetadata;
import org.amana.policy.Action;
import org.amana.policy.Plan;

/// Azure REST: *Set Blob Metadata*.
final class SetBlobMetadataOperation implements Operation<Changed> {
    private final BlobService blobs;

    SetBlobMetadataOperation(BlobService blobs) {
        this.blobs = blobs;
    }

    @Override
    public String name() {
        return "Set Blob Metadata";
    }

    @Override
    public Need need() {
        return Need.onBlob(Action.WRITE, "w");
    }

    @Override
    public Plan<Changed> plan(Call call) {
        return blobs.setBlobMetadata(new SetBlobMetadata(call.blob(), call.metadata(), CallConditions.of(call)));
    }

    @Override
    public void answer(Call call, Changed changed, Reply reply) throws IOException {
        reply.status(200);
        BlobHeaders.version(reply, changed.version());
        reply.version(changed.etag(), changed.lastModified()).encrypted().send();
    }
}
