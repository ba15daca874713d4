package org.amana.web.blob;

import java.io.IOException;
import org.amana.blob.AppendBlock;
import org.amana.blob.AppendBlockFrom;
import org.amana.blob.BlobService;
import org.amana.blob.BlockAppended;
import org.amana.blob.CopySource;
import org.amana.blob.SourceSums;
import org.amana.policy.Action;
import org.amana.policy.Plan;

/// Azure REST: *Append Block From URL*.
final class AppendBlockFromUrlOperation implements Operation<BlockAppended> {
    private final BlobService blobs;
    private final CopySources sources;

    AppendBlockFromUrlOperation(BlobService blobs, CopySources sources) {
        this.blobs = blobs;
        this.sources = sources;
    }

    @Override
    public String name() {
        return "Append Block From URL";
    }

    @Override
    public Need need() {
        return Need.onBlob(Action.WRITE, "aw");
    }

    @Override
    public Plan<BlockAppended> plan(Call call) {
        CopySources.requireEmptyBody(call);
        AppendBlock append = AppendBlockOperation.command(call);
        SourceSums expected = CopySources.expected(call);
        return switch (sources.open(call, sources.range(call))) {
            case CopySources.Source.Here(CopySource source) ->
                blobs.appendBlockFrom(new AppendBlockFrom(append, source, expected));
            case CopySources.Source.Elsewhere(RemoteSource source) ->
                source.takenIn(it -> blobs.appendBlock(append, it.body(expected, AppendBlock.LARGEST)));
        };
    }

    @Override
    public void answer(Call call, BlockAppended appended, Reply reply) throws IOException {
        AppendBlockOperation.send(appended, reply);
    }
}
