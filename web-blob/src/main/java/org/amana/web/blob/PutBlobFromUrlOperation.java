package org.amana.web.blob;

import java.io.IOException;
import java.util.Optional;
import org.amana.blob.BlobKind;
import org.amana.blob.BlobService;
import org.amana.blob.BlobWritten;
import org.amana.blob.Conditions;
import org.amana.blob.Copied;
import org.amana.blob.CopyBlob;
import org.amana.blob.CopySource;
import org.amana.blob.HttpHeaders;
import org.amana.blob.KeepAs;
import org.amana.blob.Metadata;
import org.amana.blob.PutBlob;
import org.amana.blob.SourceSums;
import org.amana.blob.Tags;
import org.amana.policy.Action;
import org.amana.policy.Plan;

/// Azure REST: *Put Blob From URL*. Standard headers of the source are taken over,
/// unless `x-ms-copy-source-blob-properties: false`; metadata is not.
final class PutBlobFromUrlOperation implements Operation<Copied> {
    private static final String TAKE_OVER = "x-ms-copy-source-blob-properties";

    private final BlobService blobs;
    private final CopySources sources;

    PutBlobFromUrlOperation(BlobService blobs, CopySources sources) {
        this.blobs = blobs;
        this.sources = sources;
    }

    @Override
    public String name() {
        return "Put Blob From URL";
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
        if (!call.require(BlobHeaders.TYPE).equalsIgnoreCase(BlobKind.BLOCK_BLOB)) {
            throw call.invalid(BlobHeaders.TYPE, BlobKind.BLOCK_BLOB + ", the only one that can be put from a URL");
        }
        CopySources.requireEmptyBody(call);
        RangeHeader.refuse(call);
        boolean takesOver = call.find(TAKE_OVER).isEmpty() || call.flag(TAKE_OVER);
        HttpHeaders own = call.blobHeaders();
        Metadata metadata = call.metadata();
        Optional<Tags> tags = CopySources.tags(call);
        SourceSums expected = CopySources.expected(call);
        KeepAs keepAs = call.keepAs();
        Conditions conditions = CallConditions.toWrite(call);
        Plan<Copied> copy = switch (sources.open(call)) {
            case CopySources.Source.Here(CopySource source) ->
                blobs.copyBlob(new CopyBlob(
                        call.blob(),
                        source,
                        Optional.of(takesOver ? over(own, source.properties().headers()) : own),
                        Optional.of(metadata),
                        tags,
                        "",
                        expected,
                        keepAs,
                        conditions,
                        Optional.empty()));
            case CopySources.Source.Elsewhere(RemoteSource source) ->
                source.takenIn(it -> permitted -> blobs.putBlob(
                                new PutBlob(
                                        call.blob(),
                                        takesOver ? over(own, it.headers()) : own,
                                        metadata,
                                        CopySources.ownTags(call, tags),
                                        keepAs,
                                        conditions),
                                it.body(expected, PutBlob.LARGEST))
                        .plan(permitted)
                        .telling(PutBlobFromUrlOperation::copied));
        };
        return Copying.BLOB_FROM_URL.onto(copy);
    }

    private static Copied copied(BlobWritten written) {
        return new Copied(
                "", written.etag(), written.lastModified(), written.md5(), written.crc64(), written.version());
    }

    /// The source's headers, with those the request names in their place.
    private static HttpHeaders over(HttpHeaders own, HttpHeaders source) {
        return new HttpHeaders(
                either(own.contentType(), source.contentType()),
                either(own.contentEncoding(), source.contentEncoding()),
                either(own.contentLanguage(), source.contentLanguage()),
                either(own.contentDisposition(), source.contentDisposition()),
                either(own.cacheControl(), source.cacheControl()),
                own.contentMd5().or(source::contentMd5));
    }

    private static String either(String first, String second) {
        return first.isEmpty() ? second : first;
    }

    @Override
    public void answer(Call call, Copied copied, Reply reply) throws IOException {
        reply.status(201).version(copied.etag(), copied.lastModified()).encrypted();
        BlobHeaders.version(reply, copied.version());
        WrittenHeaders.checksums(copied.md5(), copied.crc64(), reply);
        reply.send();
    }
}
