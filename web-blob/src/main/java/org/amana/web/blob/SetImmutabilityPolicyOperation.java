package org.amana.web.blob;

import java.io.IOException;
import org.amana.blob.BlobService;
import org.amana.blob.ImmutabilityPolicy;
import org.amana.blob.SetImmutabilityPolicy;
import org.amana.policy.Action;
import org.amana.policy.Plan;

/// Azure REST: *Set Blob Immutability Policy*.
final class SetImmutabilityPolicyOperation implements Operation<ImmutabilityPolicy> {
    private final BlobService blobs;

    SetImmutabilityPolicyOperation(BlobService blobs) {
        this.blobs = blobs;
    }

    @Override
    public String name() {
        return "Set Blob Immutability Policy";
    }

    @Override
    public Need need() {
        return Need.onBlob(Action.WRITE, "i");
    }

    /// It may be shorter than the one before, or never end.
    @Override
    public Access access(Call call) {
        return Access.of(call, need()).and(KeepingHeaders.LETTING_GO);
    }

    @Override
    public Plan<ImmutabilityPolicy> plan(Call call) {
        return blobs.setImmutabilityPolicy(
                new SetImmutabilityPolicy(call.blobOrSnapshot(), KeepingHeaders.policy(call), CallConditions.of(call)));
    }

    @Override
    public void answer(Call call, ImmutabilityPolicy result, Reply reply) throws IOException {
        reply.status(200);
        KeepingHeaders.write(reply, result);
        reply.send();
    }
}
