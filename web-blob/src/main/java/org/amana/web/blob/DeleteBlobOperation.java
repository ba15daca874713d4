package org.amana.web.blob;

import java.io.IOException;
import java.util.Locale;
import org.amana.blob.BlobService;
import org.amana.blob.DeleteBlob;
import org.amana.blob.DeleteSnapshots;
import org.amana.blob.Deleted;
import org.amana.kernel.AmanaException;
import org.amana.kernel.ErrorCode;
import org.amana.policy.Action;
import org.amana.policy.Plan;

/// Azure REST: *Delete Blob*. It is for good.
final class DeleteBlobOperation implements Operation<Deleted> {
    private static final String SNAPSHOTS = "x-ms-delete-snapshots";

    private final BlobService blobs;

    DeleteBlobOperation(BlobService blobs) {
        this.blobs = blobs;
    }

    @Override
    public String name() {
        return "Delete Blob";
    }

    @Override
    public Need need() {
        return Need.onBlob(Action.DELETE, "d");
    }

    @Override
    public Plan<Deleted> plan(Call call) {
        if (call.query().has("deletetype")) {
            throw new AmanaException(
                    ErrorCode.NOT_IMPLEMENTED, "Delete Blob with deletetype=permanent is not implemented");
        }
        return blobs.deleteBlob(new DeleteBlob(call.blobOrSnapshot(), snapshots(call), call.conditions()));
    }

    private static DeleteSnapshots snapshots(Call call) {
        return switch (call.header(SNAPSHOTS).toLowerCase(Locale.ROOT)) {
            case "" -> DeleteSnapshots.UNSPECIFIED;
            case "include" -> DeleteSnapshots.INCLUDE;
            case "only" -> DeleteSnapshots.ONLY;
            default -> throw call.invalid(SNAPSHOTS, "include or only");
        };
    }

    @Override
    public void answer(Call call, Deleted deleted, Reply reply) throws IOException {
        reply.status(202).set("x-ms-delete-type-permanent", true).send();
    }
}
