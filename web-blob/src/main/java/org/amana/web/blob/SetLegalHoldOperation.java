package org.amana.web.blob;

import java.io.IOException;
import org.amana.blob.BlobService;
import org.amana.blob.SetLegalHold;
import org.amana.policy.Action;
import org.amana.policy.Plan;

/// Azure REST: *Set Blob Legal Hold*.
final class SetLegalHoldOperation implements Operation<Boolean> {
    private final BlobService blobs;

    SetLegalHoldOperation(BlobService blobs) {
        this.blobs = blobs;
    }

    @Override
    public String name() {
        return "Set Blob Legal Hold";
    }

    @Override
    public Need need() {
        return Need.onBlob(Action.WRITE, "i");
    }

    /// Whoever lifts a hold lets what it keeps be deleted.
    @Override
    public Access access(Call call) {
        Access access = Access.of(call, need());
        return KeepingHeaders.holds(call) ? access : access.and(KeepingHeaders.LETTING_GO);
    }

    @Override
    public Plan<Boolean> plan(Call call) {
        call.require(KeepingHeaders.HOLD);
        return blobs.setLegalHold(new SetLegalHold(call.blobOrSnapshot(), call.flag(KeepingHeaders.HOLD)));
    }

    @Override
    public void answer(Call call, Boolean result, Reply reply) throws IOException {
        reply.status(200).set(KeepingHeaders.HOLD, result).send();
    }
}
