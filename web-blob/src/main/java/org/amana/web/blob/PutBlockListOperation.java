package org.amana.web.blob;

import java.io.IOException;
import org.amana.blob.BlobService;
import org.amana.blob.BlobWritten;
import org.amana.blob.PutBlockList;
import org.amana.kernel.ByteSize;
import org.amana.policy.Action;
import org.amana.policy.Plan;

/// Azure REST: *Put Block List*.
final class PutBlockListOperation implements Operation<BlobWritten> {
    /// 50,000 ids of 88 characters with their elements are 6 MB; some clients indent.
    private static final ByteSize LIMIT = ByteSize.ofMebibytes(12);

    private final BlobService blobs;

    PutBlockListOperation(BlobService blobs) {
        this.blobs = blobs;
    }

    @Override
    public String name() {
        return "Put Block List";
    }

    @Override
    public Need need() {
        return Need.onBlob(Action.WRITE, "wc");
    }

    @Override
    public Plan<BlobWritten> plan(Call call) {
        return blobs.putBlockList(new PutBlockList(
                call.blob(),
                BlockListXml.read(call.xml(LIMIT)),
                call.blobHeaders(),
                call.metadata(),
                call.tags(),
                call.keepAs(),
                call.writeConditions()));
    }

    @Override
    public void answer(Call call, BlobWritten written, Reply reply) throws IOException {
        WrittenHeaders.answer(written, reply);
    }
}
