package org.amana.web.blob;

import java.io.IOException;
import java.util.Locale;
import java.util.OptionalLong;
import org.amana.blob.BlobService;
import org.amana.blob.ByteRange;
import org.amana.blob.PagesWritten;
import org.amana.blob.PutPages;
import org.amana.blob.SequenceConditions;
import org.amana.kernel.AmanaException;
import org.amana.kernel.ErrorCode;
import org.amana.policy.Action;
import org.amana.policy.Plan;

/// Azure REST: *Put Page*, which writes pages or clears them.
final class PutPageOperation implements Operation<PagesWritten> {
    static final String WHAT = "x-ms-page-write";
    private static final String AT_MOST = "x-ms-if-sequence-number-le";
    private static final String BELOW = "x-ms-if-sequence-number-lt";
    private static final String EXACTLY = "x-ms-if-sequence-number-eq";

    private final BlobService blobs;

    PutPageOperation(BlobService blobs) {
        this.blobs = blobs;
    }

    @Override
    public String name() {
        return "Put Page";
    }

    @Override
    public Need need() {
        return Need.onBlob(Action.WRITE, "w");
    }

    @Override
    public Plan<PagesWritten> plan(Call call) {
        return switch (call.require(WHAT).toLowerCase(Locale.ROOT)) {
            case "update" -> blobs.putPages(command(call), CallBody.part(call, PutPages.LARGEST));
            case "clear" -> {
                if (call.hasBody()) {
                    throw call.invalid("Content-Length", "0 when pages are cleared");
                }
                if (call.find("Content-MD5").isPresent()) {
                    throw call.invalid("Content-MD5", "absent when pages are cleared");
                }
                yield blobs.clearPages(command(call));
            }
            default -> throw call.invalid(WHAT, "update or clear");
        };
    }

    /// @throws AmanaException `MISSING_HEADER`, `INVALID_HEADER`, `INVALID_ARGUMENT`, `INVALID_PAGE_RANGE`
    static PutPages command(Call call) {
        return new PutPages(call.blob(), range(call), sequence(call), CallConditions.of(call));
    }

    /// All of those given must hold.
    private static SequenceConditions sequence(Call call) {
        return new SequenceConditions(bound(call, AT_MOST), bound(call, BELOW), bound(call, EXACTLY));
    }

    /// What is below 0 is a number all the same, and no value in a wrong format: recorded answers tell them apart.
    private static OptionalLong bound(Call call, String name) {
        String text = call.header(name);
        if (text.matches("-[0-9]+")) {
            throw new AmanaException(ErrorCode.INVALID_ARGUMENT, name + " must not be below 0, as " + text + " is");
        }
        return call.number(name);
    }

    /// Both ends must be given; `x-ms-range` beats `Range`.
    private static ByteRange range(Call call) {
        String name = call.find("Range").isPresent() && call.find("x-ms-range").isEmpty() ? "Range" : "x-ms-range";
        return RangeHeader.parse(call.require(name))
                .filter(range -> range.last() != Long.MAX_VALUE)
                .orElseThrow(() -> call.invalid(name, "bytes=first-last"));
    }

    @Override
    public void answer(Call call, PagesWritten written, Reply reply) throws IOException {
        StructuredMessage.acknowledge(call, reply);
        boolean brings = call.hasBody();
        send(written, brings ? reply.encrypted() : reply);
    }

    static void send(PagesWritten written, Reply reply) throws IOException {
        reply.status(201)
                .version(written.etag(), written.lastModified())
                .set(BlobHeaders.SEQUENCE_NUMBER, Long.toString(written.sequenceNumber()));
        WrittenHeaders.checksums(written.md5(), written.crc64(), reply);
        reply.send();
    }
}
