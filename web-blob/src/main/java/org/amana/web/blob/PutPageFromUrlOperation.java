package org.amana.web.blob;

import java.io.IOException;
import org.amana.blob.BlobService;
import org.amana.blob.CopySource;
import org.amana.blob.PagesWritten;
import org.amana.blob.PutPages;
import org.amana.blob.PutPagesFrom;
import org.amana.blob.SourceSums;
import org.amana.policy.Action;
import org.amana.policy.Plan;

/// Azure REST: *Put Page From URL*.
final class PutPageFromUrlOperation implements Operation<PagesWritten> {
    private final BlobService blobs;
    private final CopySources sources;

    PutPageFromUrlOperation(BlobService blobs, CopySources sources) {
        this.blobs = blobs;
        this.sources = sources;
    }

    @Override
    public String name() {
        return "Put Page From URL";
    }

    @Override
    public Need need() {
        return Need.onBlob(Action.WRITE, "w");
    }

    @Override
    public Plan<PagesWritten> plan(Call call) {
        CopySources.requireEmptyBody(call);
        if (!call.header(PutPageOperation.WHAT).isEmpty()
                && !call.header(PutPageOperation.WHAT).equalsIgnoreCase("update")) {
            throw call.invalid(PutPageOperation.WHAT, "update");
        }
        PutPages pages = PutPageOperation.command(call);
        SourceSums expected = CopySources.expected(call);
        call.require("x-ms-source-range");
        return switch (sources.open(call, sources.range(call))) {
            case CopySources.Source.Here(CopySource source) ->
                blobs.putPagesFrom(new PutPagesFrom(pages, source, expected));
            case CopySources.Source.Elsewhere(RemoteSource source) ->
                source.takenIn(it -> blobs.putPages(pages, it.body(expected, PutPages.LARGEST)));
        };
    }

    @Override
    public void answer(Call call, PagesWritten written, Reply reply) throws IOException {
        PutPageOperation.send(written, reply.encrypted());
    }
}
