package org.amana.web.blob;

import java.io.IOException;
import org.amana.blob.BlobService;
import org.amana.blob.BlobWritten;
import org.amana.blob.PutBlob;
import org.amana.kernel.AmanaException;
import org.amana.kernel.ByteSize;
import org.amana.kernel.ErrorCode;
import org.amana.policy.Action;
import org.amana.policy.Plan;

/// Azure REST: *Put Blob*, for block blobs.
final class PutBlobOperation implements Operation<BlobWritten> {
    private static final ByteSize LIMIT = ByteSize.ofMebibytes(5_000);

    private final BlobService blobs;

    PutBlobOperation(BlobService blobs) {
        this.blobs = blobs;
    }

    @Override
    public String name() {
        return "Put Blob";
    }

    @Override
    public Need need() {
        return Need.onBlob(Action.WRITE, "wc");
    }

    @Override
    public Plan<BlobWritten> plan(Call call) {
        requireBlockBlob(call);
        return blobs.putBlob(
                new PutBlob(
                        call.blob(), call.blobHeadersOfBody(), call.metadata(), call.tags(), call.writeConditions()),
                call.wholeContent(LIMIT));
    }

    static void requireBlockBlob(Call call) {
        String type = call.require("x-ms-blob-type");
        switch (type) {
            case BlobHeaders.BLOCK_BLOB -> {}
            case "AppendBlob", "PageBlob" ->
                throw new AmanaException(ErrorCode.NOT_IMPLEMENTED, "Put Blob (" + type + ") is not implemented");
            default -> throw call.invalid("x-ms-blob-type", BlobHeaders.BLOCK_BLOB);
        }
    }

    @Override
    public void answer(Call call, BlobWritten written, Reply reply) throws IOException {
        StructuredMessage.acknowledge(call, reply);
        WrittenHeaders.answer(written, reply);
    }
}
