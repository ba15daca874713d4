package org.amana.web.blob;

import java.io.IOException;
import org.amana.blob.BlobService;
import org.amana.blob.SnapshotTaken;
import org.amana.blob.TakeSnapshot;
import org.amana.policy.Action;
import org.amana.policy.Plan;

/// Azure REST: *Snapshot Blob*.
final class SnapshotBlobOperation implements Operation<SnapshotTaken> {
    private final BlobService blobs;

    SnapshotBlobOperation(BlobService blobs) {
        this.blobs = blobs;
    }

    @Override
    public String name() {
        return "Snapshot Blob";
    }

    /// It overwrites nothing, so a signature to create is enough.
    @Override
    public Need need() {
        return new Need(Action.WRITE, "o", "cw", "cw");
    }

    @Override
    public Plan<SnapshotTaken> plan(Call call) {
        return blobs.snapshotBlob(new TakeSnapshot(call.blob(), call.metadata(), CallConditions.of(call)));
    }

    @Override
    public void answer(Call call, SnapshotTaken taken, Reply reply) throws IOException {
        reply.status(201);
        BlobHeaders.version(reply, taken.version());
        reply.set("x-ms-snapshot", taken.snapshot().toString())
                .version(taken.etag(), taken.lastModified())
                .encrypted(call.hasMetadata())
                .send();
    }
}
