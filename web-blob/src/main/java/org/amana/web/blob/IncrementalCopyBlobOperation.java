package org.amana.web.blob;

import java.io.IOException;
import org.amana.blob.BlobService;
import org.amana.blob.Copied;
import org.amana.blob.CopyChanges;
import org.amana.policy.Action;
import org.amana.policy.Plan;

/// Azure REST: *Incremental Copy Blob*. Done when it is answered, so it is never pending.
final class IncrementalCopyBlobOperation implements Operation<Copied> {
    private final BlobService blobs;
    private final CopySources sources;

    IncrementalCopyBlobOperation(BlobService blobs, CopySources sources) {
        this.blobs = blobs;
        this.sources = sources;
    }

    @Override
    public String name() {
        return "Incremental Copy Blob";
    }

    @Override
    public Need need() {
        return Need.onBlob(Action.WRITE, "wc");
    }

    @Override
    public Plan<Copied> plan(Call call) {
        CopySources.requireEmptyBody(call);
        CustomerKeyHeaders.refuse(call);
        return Copying.INCREMENTAL.onto(blobs.copyChanges(new CopyChanges(
                call.blob(),
                sources.openHere(call),
                CopySources.withoutSignature(call),
                CallConditions.toWrite(call))));
    }

    @Override
    public void answer(Call call, Copied copied, Reply reply) throws IOException {
        reply.status(202)
                .version(copied.etag(), copied.lastModified())
                .set("x-ms-copy-id", copied.id())
                .set("x-ms-copy-status", "success")
                .send();
    }
}
