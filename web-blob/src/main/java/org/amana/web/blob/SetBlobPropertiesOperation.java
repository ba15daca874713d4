package org.amana.web.blob;

import java.io.IOException;
import org.amana.blob.BlobService;
import org.amana.blob.Changed;
import org.amana.blob.SetBlobHeaders;
import org.amana.kernel.AmanaException;
import org.amana.kernel.ErrorCode;
import org.amana.policy.Action;
import org.amana.policy.Plan;

/// Azure REST: *Set Blob Properties*: replaces all standard headers.
final class SetBlobPropertiesOperation implements Operation<Changed> {
    private final BlobService blobs;

    SetBlobPropertiesOperation(BlobService blobs) {
        this.blobs = blobs;
    }

    @Override
    public String name() {
        return "Set Blob Properties";
    }

    @Override
    public Need need() {
        return Need.onBlob(Action.WRITE, "w");
    }

    @Override
    public Plan<Changed> plan(Call call) {
        if (call.find("x-ms-blob-content-length").isPresent()
                || call.find("x-ms-sequence-number-action").isPresent()) {
            throw new AmanaException(
                    ErrorCode.NOT_IMPLEMENTED, "Set Blob Properties of a page blob is not implemented");
        }
        return blobs.setBlobHeaders(new SetBlobHeaders(call.blob(), call.blobHeaders(), call.conditions()));
    }

    @Override
    public void answer(Call call, Changed changed, Reply reply) throws IOException {
        reply.status(200).version(changed.etag(), changed.lastModified()).send();
    }
}
