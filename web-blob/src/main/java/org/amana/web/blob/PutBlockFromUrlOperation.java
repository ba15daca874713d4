package org.amana.web.blob;

import java.io.IOException;
import org.amana.blob.BlobService;
import org.amana.blob.BlockId;
import org.amana.blob.BlockWritten;
import org.amana.blob.Conditions;
import org.amana.blob.CopySource;
import org.amana.blob.PutBlock;
import org.amana.blob.PutBlockFrom;
import org.amana.blob.SourceSums;
import org.amana.policy.Action;
import org.amana.policy.Plan;

/// Azure REST: *Put Block From URL*.
final class PutBlockFromUrlOperation implements Operation<BlockWritten> {
    private final BlobService blobs;
    private final CopySources sources;

    PutBlockFromUrlOperation(BlobService blobs, CopySources sources) {
        this.blobs = blobs;
        this.sources = sources;
    }

    @Override
    public String name() {
        return "Put Block From URL";
    }

    @Override
    public Need need() {
        return Need.onBlob(Action.WRITE, "w");
    }

    @Override
    public Plan<BlockWritten> plan(Call call) {
        CopySources.requireEmptyBody(call);
        BlockId id = call.blockId();
        SourceSums expected = CopySources.expected(call);
        Conditions conditions = CallConditions.of(call);
        return switch (sources.open(call, sources.range(call))) {
            case CopySources.Source.Here(CopySource source) ->
                blobs.putBlockFrom(new PutBlockFrom(call.blob(), id, source, expected, conditions));
            case CopySources.Source.Elsewhere(RemoteSource source) ->
                source.takenIn(it ->
                        blobs.putBlock(new PutBlock(call.blob(), id, conditions), it.body(expected, PutBlock.LARGEST)));
        };
    }

    @Override
    public void answer(Call call, BlockWritten written, Reply reply) throws IOException {
        reply.status(201).encrypted();
        WrittenHeaders.checksums(written.md5(), written.crc64(), reply);
        reply.send();
    }
}
