package org.amana.web.blob;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Optional;
import org.amana.blob.BlobProperties;
import org.amana.blob.BlobService;
import org.amana.blob.ByteRange;
import org.amana.blob.Content;
import org.amana.blob.GetBlob;
import org.amana.kernel.AmanaException;
import org.amana.kernel.ErrorCode;
import org.amana.policy.Action;
import org.amana.policy.Plan;

/// Azure REST: *Get Blob*.
final class GetBlobOperation implements Operation<Content> {
    private static final String RANGE_MD5 = "x-ms-range-get-content-md5";
    private static final String RANGE_CRC64 = "x-ms-range-get-content-crc64";

    private final BlobService blobs;

    GetBlobOperation(BlobService blobs) {
        this.blobs = blobs;
    }

    @Override
    public String name() {
        return "Get Blob";
    }

    @Override
    public Need need() {
        return Need.onBlob(Action.READ, "r");
    }

    @Override
    public Plan<Content> plan(Call call) {
        StructuredMessage.isAskedFor(call);
        Optional<ByteRange> range = range(call);
        boolean md5 = call.flag(RANGE_MD5);
        boolean crc64 = call.flag(RANGE_CRC64);
        if ((md5 || crc64) && range.filter(GetBlob::isChecked).isEmpty()) {
            throw call.invalid(md5 ? RANGE_MD5 : RANGE_CRC64, "absent unless a range of at most 4 MiB is asked for");
        }
        if (md5 && crc64) {
            throw new AmanaException(ErrorCode.BOTH_RANGE_SUMS, RANGE_CRC64 + " is given beside " + RANGE_MD5);
        }
        return blobs.getBlob(new GetBlob(
                call.blobOrSnapshotToRead(),
                range,
                RangeHeader.version(call),
                md5,
                crc64,
                CallConditions.toRead(call)));
    }

    /// `x-ms-range` beats `Range`.
    private static Optional<ByteRange> range(Call call) {
        return RangeHeader.parse(call.find("x-ms-range").orElseGet(() -> call.header("Range")));
    }

    @Override
    public void answer(Call call, Content content, Reply reply) throws IOException {
        try (content) {
            reply.status(content.partial() ? 206 : 200);
            BlobHeaders.write(reply, content.properties(), call.identity().overrides());
            TierHeaders.ofBlock(reply, content.properties());
            if (content.partial()) {
                partial(content, reply);
            } else {
                BlobHeaders.md5(
                        reply, "Content-MD5", content.properties().headers().contentMd5());
            }
            send(call, content, reply);
        }
    }

    private static void send(Call call, Content content, Reply reply) throws IOException {
        if (!StructuredMessage.isAskedFor(call)) {
            try (OutputStream out = reply.stream(content.length())) {
                content.writeTo(out);
            }
            return;
        }
        reply.set(StructuredMessage.HEADER, StructuredMessage.SCHEMA)
                .set(StructuredMessage.CONTENT_LENGTH, Long.toString(content.length()));
        try (OutputStream out = reply.stream(StructuredMessage.length(content.length()));
                OutputStream message = new StructuredOutput(out, content.length())) {
            content.writeTo(message);
        }
    }

    /// The MD5 of the whole moves aside, for `Content-MD5` is that of the body.
    private static void partial(Content content, Reply reply) {
        BlobProperties properties = content.properties();
        reply.set("Content-Range", content.range());
        BlobHeaders.md5(reply, "x-ms-blob-content-md5", properties.headers().contentMd5());
        BlobHeaders.md5(reply, "Content-MD5", content.rangeMd5());
        content.rangeCrc64().ifPresent(crc64 -> reply.set("x-ms-content-crc64", crc64.base64()));
    }
}
