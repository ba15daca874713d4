package org.amana.web.blob;

import java.io.IOException;
import java.util.Optional;
import org.amana.blob.BlobService;
import org.amana.blob.Copied;
import org.amana.blob.CopyBlob;
import org.amana.blob.CopySource;
import org.amana.policy.Action;
import org.amana.policy.Plan;

/// Azure REST: *Copy Blob*, and *Copy Blob From URL*, which differs in that it may demand an MD5 of the source.
/// Sources are blobs of the same account, so the copy is done when it is answered, and never pending.
final class CopyBlobOperation implements Operation<Copied> {
    private final BlobService blobs;
    private final CopySources sources;
    private final boolean synchronous;

    CopyBlobOperation(BlobService blobs, CopySources sources, boolean synchronous) {
        this.blobs = blobs;
        this.sources = sources;
        this.synchronous = synchronous;
    }

    @Override
    public String name() {
        return synchronous ? "Copy Blob From URL" : "Copy Blob";
    }

    @Override
    public Need need() {
        return Need.onBlob(Action.WRITE, "wc");
    }

    @Override
    public Plan<Copied> plan(Call call) {
        CopySources.requireEmptyBody(call);
        CopySource source = sources.open(call, Optional.empty());
        return blobs.copyBlob(new CopyBlob(
                call.blob(),
                source,
                Optional.empty(),
                call.hasMetadata() ? Optional.of(call.metadata()) : Optional.empty(),
                CopySources.tags(call),
                CopySources.withoutSignature(call),
                CopySources.expected(call),
                call.writeConditions()));
    }

    @Override
    public void answer(Call call, Copied copied, Reply reply) throws IOException {
        reply.status(202)
                .version(copied.etag(), copied.lastModified())
                .set("x-ms-copy-id", copied.id())
                .set("x-ms-copy-status", "success");
        if (synchronous) {
            reply.encrypted();
            WrittenHeaders.checksums(copied.md5(), copied.crc64(), reply);
        }
        reply.send();
    }
}
