package org.amana.web.blob;

import java.io.IOException;
import org.amana.blob.BlobService;
import org.amana.blob.BlockWritten;
import org.amana.blob.PutBlock;
import org.amana.policy.Action;
import org.amana.policy.Plan;

/// Azure REST: *Put Block*.
final class PutBlockOperation implements Operation<BlockWritten> {
    private final BlobService blobs;

    PutBlockOperation(BlobService blobs) {
        this.blobs = blobs;
    }

    @Override
    public String name() {
        return "Put Block";
    }

    @Override
    public Need need() {
        return Need.onBlob(Action.WRITE, "w");
    }

    @Override
    public Plan<BlockWritten> plan(Call call) {
        RangeHeader.refuse(call);
        return blobs.putBlock(
                new PutBlock(call.blob(), call.blockId(), CallConditions.of(call)),
                CallBody.part(call, BodyLimits.of(call).block()));
    }

    @Override
    public void answer(Call call, BlockWritten written, Reply reply) throws IOException {
        reply.status(201).encrypted();
        StructuredMessage.acknowledge(call, reply);
        WrittenHeaders.checksums(written.md5(), written.crc64(), reply);
        reply.send();
    }
}
