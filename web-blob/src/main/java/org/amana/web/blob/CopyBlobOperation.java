package org.amana.web.blob;

import java.io.IOException;
import java.util.Optional;
import java.util.function.Function;
import org.amana.blob.BeginCopy;
import org.amana.blob.BlobKind;
import org.amana.blob.BlobService;
import org.amana.blob.Conditions;
import org.amana.blob.Copied;
import org.amana.blob.CopyBlob;
import org.amana.blob.CopyOrigin;
import org.amana.blob.CopySource;
import org.amana.blob.KeepAs;
import org.amana.blob.Metadata;
import org.amana.blob.PutBlob;
import org.amana.blob.SourceSums;
import org.amana.blob.Tags;
import org.amana.kernel.AmanaException;
import org.amana.kernel.ByteSize;
import org.amana.kernel.ErrorCode;
import org.amana.policy.Action;
import org.amana.policy.Caller;
import org.amana.policy.Plan;

/// Azure REST: *Copy Blob*, and *Copy Blob From URL*, which differs in that it may demand an MD5 of the source. What
/// is in this server is copied when it is answered, and so is what Copy Blob From URL names elsewhere; Copy Blob
/// fetches that in the background, unless a token opens it, which is worth nothing a little later.
final class CopyBlobOperation implements Operation<Copied> {
    /// The largest source elsewhere that is copied while the client waits (Azure REST: *Copy Blob From URL*).
    static final ByteSize LARGEST = ByteSize.ofMebibytes(256);

    private static final String SEAL = "x-ms-seal-blob";

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
    public Access access(Call call) {
        return CopySources.access(call, need());
    }

    @Override
    public Plan<Copied> plan(Call call) {
        CopySources.requireEmptyBody(call);
        RangeHeader.refuse(call);
        if (!synchronous) {
            CustomerKeyHeaders.refuse(call); // its bytes may come when the request that showed the keys is over
        }
        Optional<Metadata> metadata = call.hasMetadata() ? Optional.of(call.metadata()) : Optional.empty();
        Optional<Tags> tags = CopySources.tags(call);
        SourceSums expected = CopySources.expected(call);
        KeepAs keepAs = call.keepAs();
        Conditions conditions = CallConditions.toWrite(call);
        Optional<Boolean> sealed = call.find(SEAL).map(_ -> call.flag(SEAL));
        Function<RemoteSource, PutBlob> target = source -> new PutBlob(
                call.blob(),
                source.headers(),
                metadata.orElseGet(source::metadata),
                CopySources.ownTags(call, tags),
                keepAs,
                conditions);
        Copying copying = synchronous ? Copying.SYNCHRONOUS : Copying.ASYNCHRONOUS;
        Plan<Copied> copy = switch (sources.openEvenArchived(call, copying)) {
            case CopySources.Source.Here(CopySource source) ->
                blobs.copyBlob(new CopyBlob(
                        call.blob(),
                        source,
                        Optional.empty(),
                        metadata,
                        tags,
                        CopySources.withoutSignature(call),
                        expected,
                        keepAs,
                        conditions,
                        sealed));
            case CopySources.Source.Elsewhere(RemoteSource source)
            when !synchronous && call.header(CopySources.AUTHORIZATION).isEmpty() ->
                source.looked(it -> blobs.beginCopy(new BeginCopy(
                        target.apply(it),
                        new CopyOrigin(blobs.newCopyId(), CopySources.withoutSignature(call)),
                        it.url().text(),
                        it.etag(),
                        kind(it, sealed),
                        it.requireLength(),
                        new Caller(call.identity().credential(), call.client()),
                        call.identity().storedPolicy())));
            case CopySources.Source.Elsewhere(RemoteSource source) ->
                source.takenIn(it -> {
                    requireBlock(it, sealed);
                    return blobs.copyFromElsewhere(
                            target.apply(it),
                            new CopyOrigin(blobs.newCopyId(), CopySources.withoutSignature(call)),
                            it.body(expected, LARGEST));
                });
        };
        return copying.onto(copy);
    }

    /// What is done while the client waits makes a block blob. Copy Blob From URL makes one of anything, and
    /// Copy Blob keeps the type, so that it refuses what it cannot keep.
    ///
    /// @throws AmanaException `INVALID_BLOB_TYPE`, `CANNOT_VERIFY_COPY_SOURCE`
    private void requireBlock(RemoteSource source, Optional<Boolean> sealed) {
        if (sealed.isPresent()) {
            throw new AmanaException(ErrorCode.INVALID_BLOB_TYPE, SEAL + ": the copy is a block blob");
        }
        if (!synchronous && !(source.kind() instanceof BlobKind.Block)) {
            throw CopySources.cannotVerify(
                    400, source.url(), "it is no block blob, and those alone are copied under a token");
        }
    }

    /// @throws AmanaException `INVALID_BLOB_TYPE` when something else than an append blob is to be sealed
    private static BlobKind kind(RemoteSource source, Optional<Boolean> sealed) {
        BlobKind kind = source.kind();
        if (sealed.isEmpty()) {
            return kind;
        }
        if (kind instanceof BlobKind.Append append) {
            return append.withSealed(sealed.get());
        }
        throw new AmanaException(ErrorCode.INVALID_BLOB_TYPE, SEAL + ": the copy source is no append blob");
    }

    @Override
    public void answer(Call call, Copied copied, Reply reply) throws IOException {
        reply.status(202)
                .version(copied.etag(), copied.lastModified())
                .set("x-ms-copy-id", copied.id())
                .set("x-ms-copy-status", BlobHeaders.word(copied.status()));
        BlobHeaders.version(reply, copied.version());
        if (synchronous) {
            reply.encrypted();
            WrittenHeaders.checksums(copied.md5(), copied.crc64(), reply);
        }
        reply.send();
    }
}
