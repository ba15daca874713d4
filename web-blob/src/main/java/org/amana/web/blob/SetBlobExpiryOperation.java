package org.amana.web.blob;

import java.io.IOException;
import org.amana.blob.BlobService;
import org.amana.blob.Changed;
import org.amana.blob.SetBlobExpiry;
import org.amana.policy.Action;
import org.amana.policy.Plan;

/// Azure REST: *Set Blob Expiry*. Azure has it for accounts with a hierarchical namespace alone. A signature needs the
/// letter that Azure asks for; what it comes to is a deletion, and so to policy it is one.
final class SetBlobExpiryOperation implements Operation<Changed> {
    private final BlobService blobs;

    SetBlobExpiryOperation(BlobService blobs) {
        this.blobs = blobs;
    }

    @Override
    public String name() {
        return "Set Blob Expiry";
    }

    @Override
    public Need need() {
        return Need.onBlob(Action.DELETE, "w");
    }

    @Override
    public Plan<Changed> plan(Call call) {
        return blobs.setBlobExpiry(
                new SetBlobExpiry(call.blob(), KeepingHeaders.expiry(call), CallConditions.of(call)));
    }

    @Override
    public void answer(Call call, Changed result, Reply reply) throws IOException {
        reply.status(200).version(result.etag(), result.lastModified()).send();
    }
}
