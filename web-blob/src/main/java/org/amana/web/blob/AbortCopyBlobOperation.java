package org.amana.web.blob;

import java.io.IOException;
import org.amana.blob.BlobService;
import org.amana.blob.Copied;
import org.amana.blob.ReadBlob;
import org.amana.policy.Action;
import org.amana.policy.Plan;

/// Azure REST: *Abort Copy Blob*. Copies are never pending here, so there is never one to abort.
final class AbortCopyBlobOperation implements Operation<Copied> {
    private final BlobService blobs;

    AbortCopyBlobOperation(BlobService blobs) {
        this.blobs = blobs;
    }

    @Override
    public String name() {
        return "Abort Copy Blob";
    }

    @Override
    public Need need() {
        return Need.onBlob(Action.WRITE, "w");
    }

    @Override
    public Plan<Copied> plan(Call call) {
        call.query().require("copyid");
        if (!call.require("x-ms-copy-action").equals("abort")) {
            throw call.invalid("x-ms-copy-action", "abort");
        }
        return blobs.abortCopy(new ReadBlob(call.blob(), call.conditions()));
    }

    @Override
    public void answer(Call call, Copied never, Reply reply) throws IOException {
        reply.status(204).send();
    }
}
