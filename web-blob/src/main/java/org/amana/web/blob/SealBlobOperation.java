package org.amana.web.blob;

import java.io.IOException;
import org.amana.blob.BlobService;
import org.amana.blob.Changed;
import org.amana.blob.SealBlob;
import org.amana.policy.Action;
import org.amana.policy.Plan;

/// Azure REST: *Append Blob Seal*.
final class SealBlobOperation implements Operation<Changed> {
    private final BlobService blobs;

    SealBlobOperation(BlobService blobs) {
        this.blobs = blobs;
    }

    @Override
    public String name() {
        return "Append Blob Seal";
    }

    @Override
    public Need need() {
        return Need.onBlob(Action.WRITE, "w");
    }

    @Override
    public Plan<Changed> plan(Call call) {
        return blobs.sealBlob(
                new SealBlob(call.blob(), call.number("x-ms-blob-condition-appendpos"), CallConditions.of(call)));
    }

    @Override
    public void answer(Call call, Changed changed, Reply reply) throws IOException {
        reply.status(200)
                .version(changed.etag(), changed.lastModified())
                .set(BlobHeaders.SEALED, true)
                .send();
    }
}
