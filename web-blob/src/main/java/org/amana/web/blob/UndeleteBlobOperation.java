package org.amana.web.blob;

import java.io.IOException;
import org.amana.blob.BlobService;
import org.amana.blob.UndeleteBlob;
import org.amana.blob.Undeleted;
import org.amana.policy.Action;
import org.amana.policy.Plan;

/// Azure REST: *Undelete Blob*.
final class UndeleteBlobOperation implements Operation<Undeleted> {
    private final BlobService blobs;

    UndeleteBlobOperation(BlobService blobs) {
        this.blobs = blobs;
    }

    @Override
    public String name() {
        return "Undelete Blob";
    }

    @Override
    public Need need() {
        return Need.onBlob(Action.WRITE, "w");
    }

    @Override
    public Plan<Undeleted> plan(Call call) {
        return blobs.undeleteBlob(new UndeleteBlob(call.blob()));
    }

    @Override
    public void answer(Call call, Undeleted result, Reply reply) throws IOException {
        reply.status(200).send();
    }
}
