package org.amana.web.blob;

import java.io.IOException;
import org.amana.blob.BlobService;
import org.amana.blob.LeaseBlob;
import org.amana.blob.LeaseChanged;
import org.amana.blob.LeaseId;
import org.amana.policy.Action;
import org.amana.policy.Plan;

/// Azure REST: *Lease Blob*.
final class LeaseBlobOperation implements Operation<LeaseChanged> {
    private final BlobService blobs;

    LeaseBlobOperation(BlobService blobs) {
        this.blobs = blobs;
    }

    @Override
    public String name() {
        return "Lease Blob";
    }

    @Override
    public Need need() {
        return Need.onBlob(Action.WRITE, "wd");
    }

    @Override
    public Plan<LeaseChanged> plan(Call call) {
        return blobs.leaseBlob(new LeaseBlob(
                call.blob(), LeaseHeaders.read(call), CallConditions.of(call).withLease(LeaseId.NONE)));
    }

    @Override
    public void answer(Call call, LeaseChanged lease, Reply reply) throws IOException {
        LeaseHeaders.answer(call, lease, reply);
    }
}
