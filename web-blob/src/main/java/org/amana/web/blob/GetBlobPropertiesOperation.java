package org.amana.web.blob;

import java.io.IOException;
import org.amana.blob.BlobProperties;
import org.amana.blob.BlobService;
import org.amana.blob.ReadBlob;
import org.amana.policy.Action;
import org.amana.policy.Plan;

/// Azure REST: *Get Blob Properties*.
final class GetBlobPropertiesOperation implements Operation<BlobProperties> {
    private final BlobService blobs;

    GetBlobPropertiesOperation(BlobService blobs) {
        this.blobs = blobs;
    }

    @Override
    public String name() {
        return "Get Blob Properties";
    }

    @Override
    public Need need() {
        return Need.onBlob(Action.READ, "r");
    }

    @Override
    public Plan<BlobProperties> plan(Call call) {
        return blobs.blobProperties(new ReadBlob(call.blobOrSnapshotToRead(), CallConditions.toRead(call)));
    }

    @Override
    public void answer(Call call, BlobProperties blob, Reply reply) throws IOException {
        reply.status(200);
        BlobHeaders.write(reply, blob, call.identity().overrides());
        BlobHeaders.md5(reply, "Content-MD5", blob.headers().contentMd5());
        TierHeaders.ofBlock(reply, blob);
        reply.set("Content-Length", Long.toString(blob.length())).send();
    }
}
