package org.amana.web.blob;

import java.io.IOException;
import org.amana.blob.BlobService;
import org.amana.blob.ReadBlob;
import org.amana.blob.Tags;
import org.amana.policy.Action;
import org.amana.policy.Plan;

/// Azure REST: *Get Blob Tags*.
final class GetBlobTagsOperation implements Operation<Tags> {
    private final BlobService blobs;

    GetBlobTagsOperation(BlobService blobs) {
        this.blobs = blobs;
    }

    @Override
    public String name() {
        return "Get Blob Tags";
    }

    @Override
    public Need need() {
        return Need.onBlob(Action.READ, "t");
    }

    @Override
    public Plan<Tags> plan(Call call) {
        return blobs.blobTags(new ReadBlob(call.blobOrSnapshotToRead(), CallConditions.ofTags(call)));
    }

    @Override
    public void answer(Call call, Tags tags, Reply reply) throws IOException {
        reply.status(200).send(TagsXml.write(tags));
    }
}
