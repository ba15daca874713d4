package org.amana.web.blob;

import java.io.IOException;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import org.amana.blob.BlobService;
import org.amana.blob.ChangePageBlob;
import org.amana.blob.Changed;
import org.amana.blob.HttpHeaders;
import org.amana.blob.SequenceAction;
import org.amana.blob.SetBlobHeaders;
import org.amana.policy.Action;
import org.amana.policy.Plan;

/// Azure REST: *Set Blob Properties*: replaces all standard headers; of a page blob it also changes length
/// and sequence number, and then leaves the headers alone if none is given.
final class SetBlobPropertiesOperation implements Operation<Changed> {
    private static final String ACTION = "x-ms-sequence-number-action";

    private final BlobService blobs;

    SetBlobPropertiesOperation(BlobService blobs) {
        this.blobs = blobs;
    }

    @Override
    public String name() {
        return "Set Blob Properties";
    }

    @Override
    public Need need() {
        return Need.onBlob(Action.WRITE, "w");
    }

    @Override
    public Plan<Changed> plan(Call call) {
        OptionalLong length = call.number("x-ms-blob-content-length");
        SequenceAction action = action(call);
        if (length.isEmpty() && action instanceof SequenceAction.Keep) {
            return blobs.setBlobHeaders(new SetBlobHeaders(call.blob(), call.blobHeaders(), CallConditions.of(call)));
        }
        HttpHeaders headers = call.blobHeaders();
        return blobs.changePageBlob(new ChangePageBlob(
                call.blob(),
                length,
                action,
                headers.equals(HttpHeaders.NONE) ? Optional.empty() : Optional.of(headers),
                CallConditions.of(call)));
    }

    /// What is to become of the sequence number.
    ///
    /// @throws org.amana.kernel.AmanaException `MISSING_HEADER`, `INVALID_HEADER`
    private static SequenceAction action(Call call) {
        return switch (call.header(ACTION).toLowerCase(Locale.ROOT)) {
            case "" -> {
                if (call.find(BlobHeaders.SEQUENCE_NUMBER).isPresent()) {
                    call.require(ACTION);
                }
                yield new SequenceAction.Keep();
            }
            case "max" -> new SequenceAction.Max(number(call));
            case "update" -> new SequenceAction.Update(number(call));
            case "increment" -> {
                if (call.find(BlobHeaders.SEQUENCE_NUMBER).isPresent()) {
                    throw call.invalid(BlobHeaders.SEQUENCE_NUMBER, "absent for an increment");
                }
                yield new SequenceAction.Increment();
            }
            default -> throw call.invalid(ACTION, "max, update or increment");
        };
    }

    private static long number(Call call) {
        call.require(BlobHeaders.SEQUENCE_NUMBER);
        return call.number(BlobHeaders.SEQUENCE_NUMBER).orElseThrow();
    }

    @Override
    public void answer(Call call, Changed changed, Reply reply) throws IOException {
        reply.status(200).version(changed.etag(), changed.lastModified());
        changed.sequenceNumber().ifPresent(number -> reply.set(BlobHeaders.SEQUENCE_NUMBER, Long.toString(number)));
        reply.send();
    }
}
