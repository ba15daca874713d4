package org.amana.web.blob;

import java.io.IOException;
import org.amana.blob.BlobService;
import org.amana.blob.LeaseChanged;
import org.amana.blob.LeaseContainer;
import org.amana.blob.LeaseId;
import org.amana.policy.Action;
import org.amana.policy.Plan;

/// Azure REST: *Lease Container*.
final class LeaseContainerOperation implements Operation<LeaseChanged> {
    private final BlobService blobs;

    LeaseContainerOperation(BlobService blobs) {
        this.blobs = blobs;
    }

    @Override
    public String name() {
        return "Lease Container";
    }

    @Override
    public Need need() {
        return Need.onContainer(Action.WRITE, "wd");
    }

    @Override
    public Plan<LeaseChanged> plan(Call call) {
        return blobs.leaseContainer(new LeaseContainer(
                call.container(),
                LeaseHeaders.read(call),
                CallConditions.of(call).withLease(LeaseId.NONE)));
    }

    @Override
    public void answer(Call call, LeaseChanged lease, Reply reply) throws IOException {
        LeaseHeaders.answer(call, lease, reply);
    }
}
