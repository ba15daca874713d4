package org.amana.web.blob;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import org.amana.blob.BlobService;
import org.amana.blob.DeleteBlob;
import org.amana.blob.DeleteSnapshots;
import org.amana.blob.Deleted;
import org.amana.kernel.ErrorCode;
import org.amana.policy.Action;
import org.amana.policy.Plan;

/// Azure REST: *Delete Blob*. Whether it is for good depends on the account's safeguards; the answer says so.
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
        return Need.onBlob(Action.DELETE, "dxy");
    }

    /// Signatures have a letter of their own for versions, and one for deleting for good.
    @Override
    public Access access(Call call) {
        String letter = isPermanent(call) ? "y" : call.query().has("versionid") ? "x" : "d";
        return Access.of(call, Need.onBlob(Action.DELETE, letter));
    }

    private static boolean isPermanent(Call call) {
        return call.query().text("deletetype").equalsIgnoreCase("permanent");
    }

    @Override
    public boolean takesTierCondition() {
        return true;
    }

    @Override
    public Plan<Deleted> plan(Call call) {
        boolean permanent = isPermanent(call);
        if (call.query().has("deletetype") && !permanent) {
            throw call.query().invalid(ErrorCode.INVALID_QUERY_PARAMETER, "deletetype", "permanent");
        }
        requireSnapshotNamed(call.query());
        DeleteSnapshots snapshots = snapshots(call);
        for (String moment : List.of("snapshot", "versionid")) {
            if (call.query().has(moment) && snapshots != DeleteSnapshots.UNSPECIFIED) {
                throw call.query()
                        .invalid(ErrorCode.INVALID_QUERY_PARAMETER, moment, "absent when " + SNAPSHOTS + " is given");
            }
        }
        return blobs.deleteBlob(new DeleteBlob(
                call.blobOrSnapshot(), snapshots, permanent, CallConditions.of(call), TierHeaders.condition(call)));
    }

    /// Elsewhere an empty `snapshot` is none. Here that would delete the blob of a snapshot whose name got lost.
    private static void requireSnapshotNamed(Query query) {
        if (query.has("snapshot") && query.find("snapshot").isEmpty()) {
            throw query.invalid(ErrorCode.INVALID_QUERY_PARAMETER, "snapshot", "the time of a snapshot, or absent");
        }
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
        reply.status(202).set("x-ms-delete-type-permanent", deleted.permanent()).send();
    }
}
