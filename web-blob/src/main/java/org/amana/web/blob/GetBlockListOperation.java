package org.amana.web.blob;

import java.io.IOException;
import java.util.Locale;
import org.amana.blob.BlobService;
import org.amana.blob.BlockList;
import org.amana.blob.ReadBlob;
import org.amana.kernel.ErrorCode;
import org.amana.policy.Action;
import org.amana.policy.Plan;

/// Azure REST: *Get Block List*.
final class GetBlockListOperation implements Operation<BlockList> {
    private final BlobService blobs;

    GetBlockListOperation(BlobService blobs) {
        this.blobs = blobs;
    }

    @Override
    public String name() {
        return "Get Block List";
    }

    @Override
    public Need need() {
        return Need.onBlob(Action.READ, "r");
    }

    /// What is not committed is not there yet, and not told just because a container is open.
    @Override
    public Access access(Call call) {
        return switch (type(call)) {
            case "uncommitted", "all" -> Access.of(call, need().withPast());
            default -> Access.of(call, need());
        };
    }

    private static String type(Call call) {
        return call.query().text("blocklisttype").toLowerCase(Locale.ROOT);
    }

    @Override
    public Plan<BlockList> plan(Call call) {
        which(call);
        return blobs.blockList(new ReadBlob(call.blobOrSnapshotToRead(), CallConditions.toRead(call)));
    }

    private static String which(Call call) {
        String type = type(call);
        return switch (type) {
            case "" -> "committed";
            case "committed", "uncommitted", "all" -> type;
            default ->
                throw call.query()
                        .invalid(ErrorCode.INVALID_QUERY_PARAMETER, "blocklisttype", "committed, uncommitted or all");
        };
    }

    @Override
    public void answer(Call call, BlockList list, Reply reply) throws IOException {
        reply.status(200);
        if (list.exists()) {
            reply.version(list.etag(), list.lastModified())
                    .set("x-ms-blob-content-length", Long.toString(list.contentLength()));
        }
        String which = which(call);
        reply.send(BlockListXml.write(list, !which.equals("uncommitted"), !which.equals("committed")));
    }
}
