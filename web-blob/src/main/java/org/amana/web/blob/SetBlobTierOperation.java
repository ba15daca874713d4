package org.amana.web.blob;

import java.io.IOException;
import org.amana.blob.BlobService;
import org.amana.blob.SetBlobTier;
import org.amana.blob.TierChanged;
import org.amana.policy.Action;
import org.amana.policy.Plan;

/// Azure REST: *Set Blob Tier*.
final class SetBlobTierOperation implements Operation<TierChanged> {
    private final BlobService blobs;

    SetBlobTierOperation(BlobService blobs) {
        this.blobs = blobs;
    }

    @Override
    public String name() {
        return "Set Blob Tier";
    }

    @Override
    public Need need() {
        return Need.onBlob(Action.WRITE, "w");
    }

    @Override
    public Plan<TierChanged> plan(Call call) {
        return blobs.setBlobTier(new SetBlobTier(
                call.blobOrSnapshot(), TierHeaders.ofAny(call), TierHeaders.priority(call), CallConditions.of(call)));
    }

    @Override
    public void answer(Call call, TierChanged changed, Reply reply) throws IOException {
        reply.status(
                        switch (changed) {
                            case DONE -> 200;
                            case PENDING -> 202;
                        })
                .send();
    }
}
