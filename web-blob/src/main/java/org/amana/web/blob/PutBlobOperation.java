package org.amana.web.blob;

import java.io.IOException;
import java.util.List;
import org.amana.blob.BlobKind;
import org.amana.blob.BlobService;
import org.amana.blob.BlobWritten;
import org.amana.blob.CreateBlob;
import org.amana.blob.HttpHeaders;
import org.amana.blob.PutBlob;
import org.amana.policy.Action;
import org.amana.policy.Plan;

/// Azure REST: *Put Blob*, for all types of blobs.
final class PutBlobOperation implements Operation<BlobWritten> {
    private static final String LENGTH = "x-ms-blob-content-length";

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
    public Access access(Call call) {
        return KeepingHeaders.access(call, need());
    }

    @Override
    public Plan<BlobWritten> plan(Call call) {
        RangeHeader.refuse(call);
        return switch (BlobHeaders.type(call.require(BlobHeaders.TYPE))) {
            case BlobKind.BLOCK_BLOB -> block(call);
            case BlobKind.APPEND_BLOB -> append(call);
            case BlobKind.PAGE_BLOB -> page(call);
            default ->
                throw call.invalid(
                        BlobHeaders.TYPE,
                        BlobKind.BLOCK_BLOB + ", " + BlobKind.APPEND_BLOB + " or " + BlobKind.PAGE_BLOB);
        };
    }

    private Plan<BlobWritten> block(Call call) {
        requireNothingOfPages(call);
        return blobs.putBlob(
                new PutBlob(
                        call.blob(),
                        call.blobHeadersOfBody(),
                        call.metadata(),
                        call.tags(),
                        call.keepAs(),
                        CallConditions.toWrite(call)),
                CallBody.whole(call, BodyLimits.of(call).blob()));
    }

    private static void requireNothingOfPages(Call call) {
        for (String name : List.of(LENGTH, BlobHeaders.SEQUENCE_NUMBER)) {
            if (call.find(name).isPresent()) {
                throw call.invalid(name, "absent for anything but a page blob");
            }
        }
    }

    private Plan<BlobWritten> append(Call call) {
        requireNothingOfPages(call);
        return blobs.createBlob(create(call, BlobKind.Append.EMPTY, 0));
    }

    private Plan<BlobWritten> page(Call call) {
        call.require(LENGTH);
        long length = call.number(LENGTH).orElseThrow();
        long number = call.number(BlobHeaders.SEQUENCE_NUMBER).orElse(0);
        return blobs.createBlob(create(call, new BlobKind.Page(number, 0), length));
    }

    /// An append or page blob comes without a body; its MD5 is what the client says.
    private static CreateBlob create(Call call, BlobKind kind, long length) {
        if (call.hasBody()) {
            throw call.invalid("Content-Length", "0 for an append or page blob");
        }
        TierHeaders.refuse(call);
        HttpHeaders headers =
                call.blobHeadersOfBody().withMd5(call.blobHeaders().contentMd5());
        return new CreateBlob(
                call.blob(),
                kind,
                length,
                headers,
                call.metadata(),
                call.tags(),
                call.keepAs(),
                CallConditions.toWrite(call));
    }

    @Override
    public void answer(Call call, BlobWritten written, Reply reply) throws IOException {
        StructuredMessage.acknowledge(call, reply);
        WrittenHeaders.answer(written, reply);
    }
}
