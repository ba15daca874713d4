package org.amana.web.blob;

import java.io.IOException;
import org.amana.blob.BlobService;
import org.amana.blob.Changed;
import org.amana.blob.SetBlobTags;
import org.amana.kernel.ByteSize;
import org.amana.policy.Action;
import org.amana.policy.Plan;

/// Azure REST: *Set Blob Tags*.
final class SetBlobTagsOperation implements Operation<Changed> {
    private static final ByteSize LIMIT = ByteSize.ofKibibytes(64);

    private final BlobService blobs;

    SetBlobTagsOperation(BlobService blobs) {
        this.blobs = blobs;
    }

    @Override
    public String name() {
        return "Set Blob Tags";
    }

    @Override
    public Need need() {
        return Need.onBlob(Action.WRITE, "t");
    }

    @Override
    public Plan<Changed> plan(Call call) {
        return blobs.setBlobTags(new SetBlobTags(
                call.blobOrSnapshot(), TagsXml.read(CallBody.xml(call, LIMIT)), CallConditions.ofTags(call)));
    }

    @Override
    public void answer(Call call, Changed changed, Reply reply) throws IOException {
        reply.status(204).send();
    }
}
