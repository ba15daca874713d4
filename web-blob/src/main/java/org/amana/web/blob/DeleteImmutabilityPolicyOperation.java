package org.amana.web.blob;

import java.io.IOException;
import org.amana.blob.BlobService;
import org.amana.policy.Action;
import org.amana.policy.Plan;

/// Azure REST: *Delete Blob Immutability Policy*.
final class DeleteImmutabilityPolicyOperation implements Operation<Boolean> {
    private final BlobService blobs;

    DeleteImmutabilityPolicyOperation(BlobService blobs) {
        this.blobs = blobs;
    }

    @Override
    public String name() {
        return "Delete Blob Immutability Policy";
    }

    @Override
    public Need need() {
        return Need.onBlob(Action.WRITE, "i");
    }

    /// What it kept may be deleted then.
    @Override
    public Access access(Call call) {
        return Access.of(call, need()).and(KeepingHeaders.LETTING_GO);
    }

    @Override
    public Plan<Boolean> plan(Call call) {
        return blobs.deleteImmutabilityPolicy(call.blobOrSnapshot());
    }

    @Override
    public void answer(Call call, Boolean result, Reply reply) throws IOException {
        reply.status(200).send();
    }
}
