package org.amana.web.blob;

import java.io.IOException;
import org.amana.blob.BlobProperties;
import org.amana.blob.BlobService;
import org.amana.blob.ReadBlob;
import org.amana.policy.Action;
import org.amana.policy.Plan;

/// Azure REST: *Get Blob Metadata*.
final class GetBlobMetadataOperation implements Operation<BlobProperties> {
    private final BlobService blobs;

    GetBlobMetadataOperation(BlobService blobs) {
        this.blobs = blobs;
    }

    @Override
    public String name() {
        return "Get Blob Metadata";
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
        reply.status(200).version(blob.etag(), blob.lastModified());
        BlobHeaders.encryption(reply, blob);
        reply.metadata(blob.metadata()).send();
    }
}
