package org.amana.web.blob;

import java.io.IOException;
import java.util.Optional;
import org.amana.blob.BlobService;
import org.amana.blob.BlobWritten;
import org.amana.blob.Crc64;
import org.amana.blob.Md5;
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
        return Need.onBlob(Action.WRITE, "w");
    }

    @Override
    public Access access(Call call) {
        return KeepingHeaders.access(call, need());
    }

    @Override
    public Plan<BlobWritten> plan(Call call) {
        RangeHeader.refuse(call);
        byte[] list = CallBody.document(call, LIMIT);
        if (list.length == 0) {
            throw call.invalid("Content-Length", "that of a list");
        }
        Plan<BlobWritten> plan = blobs.putBlockList(new PutBlockList(
                call.blob(),
                BlockListXml.read(XmlReader.parse(list)),
                call.blobHeaders(),
                call.metadata(),
                call.tags(),
                call.keepAs(),
                CallConditions.toWrite(call)));
        return permitted -> plan.plan(permitted).telling(written -> withSums(call, list, written));
    }

    /// The sum is that of the list, and of the kind that the request has one of. Versions before CRC-64 came up
    /// have the MD5 (Azure REST: *Put Block List*).
    private static BlobWritten withSums(Call call, byte[] list, BlobWritten written) {
        boolean md5 = call.find("Content-MD5").isPresent() || !call.version().isAtLeast(ServiceVersion.V2019_02_02);
        return md5
                ? written.withSums(Optional.of(Md5.ofBytes(list)), Optional.empty())
                : written.withSums(Optional.empty(), Optional.of(Crc64.of(list)));
    }

    @Override
    public void answer(Call call, BlobWritten written, Reply reply) throws IOException {
        WrittenHeaders.answer(written, reply);
    }
}
