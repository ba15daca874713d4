package org.amana.web.blob;

import java.io.IOException;
import java.util.regex.Pattern;
import org.amana.blob.BlobService;
import org.amana.blob.Changed;
import org.amana.blob.ReadBlob;
import org.amana.kernel.ErrorCode;
import org.amana.policy.Action;
import org.amana.policy.Plan;

/// Azure REST: *Abort Copy Blob*.
final class AbortCopyBlobOperation implements Operation<Changed> {
    private static final Pattern GUID = Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");

    private final BlobService blobs;

    AbortCopyBlobOperation(BlobService blobs) {
        this.blobs = blobs;
    }

    @Override
    public String name() {
        return "Abort Copy Blob";
    }

    @Override
    public Need need() {
        return Need.onBlob(Action.WRITE, "w");
    }

    @Override
    public Plan<Changed> plan(Call call) {
        String copyId = call.query().require("copyid");
        if (!GUID.matcher(copyId).matches()) {
            throw call.query().invalid(ErrorCode.INVALID_QUERY_PARAMETER, "copyid", "a GUID");
        }
        if (!call.require("x-ms-copy-action").equals("abort")) {
            throw call.invalid("x-ms-copy-action", "abort");
        }
        return blobs.abortCopy(new ReadBlob(call.blob(), CallConditions.of(call)), copyId);
    }

    @Override
    public void answer(Call call, Changed aborted, Reply reply) throws IOException {
        reply.status(204).send();
    }
}
