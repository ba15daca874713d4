package org.amana.web.blob;

import java.io.IOException;
import org.amana.blob.AppendBlock;
import org.amana.blob.BlobService;
import org.amana.blob.BlockAppended;
import org.amana.policy.Action;
import org.amana.policy.Plan;

/// Azure REST: *Append Block*.
final class AppendBlockOperation implements Operation<BlockAppended> {
    private static final String POSITION = "x-ms-blob-condition-appendpos";
    private static final String MOST = "x-ms-blob-condition-maxsize";

    private final BlobService blobs;

    AppendBlockOperation(BlobService blobs) {
        this.blobs = blobs;
    }

    @Override
    public String name() {
        return "Append Block";
    }

    @Override
    public Need need() {
        return Need.onBlob(Action.WRITE, "aw");
    }

    @Override
    public Plan<BlockAppended> plan(Call call) {
        return blobs.appendBlock(
                command(call), CallBody.part(call, BodyLimits.of(call).appendedBlock()));
    }

    static AppendBlock command(Call call) {
        return new AppendBlock(call.blob(), call.number(POSITION), call.number(MOST), CallConditions.of(call));
    }

    @Override
    public void answer(Call call, BlockAppended appended, Reply reply) throws IOException {
        StructuredMessage.acknowledge(call, reply);
        send(appended, reply);
    }

    static void send(BlockAppended appended, Reply reply) throws IOException {
        reply.status(201)
                .version(appended.etag(), appended.lastModified())
                .encrypted()
                .set("x-ms-blob-append-offset", Long.toString(appended.offset()))
                .set(BlobHeaders.COMMITTED_BLOCKS, Integer.toString(appended.blocks()));
        WrittenHeaders.checksums(appended.md5(), appended.crc64(), reply);
        reply.send();
    }
}
