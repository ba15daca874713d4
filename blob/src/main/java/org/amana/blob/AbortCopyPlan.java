package org.amana.blob;

import org.amana.kernel.AmanaException;
import org.amana.kernel.ErrorCode;
import org.amana.policy.Permitted;
import org.amana.policy.Plan;
import org.amana.policy.Planned;

/// Abort Copy Blob: every copy is done when it is answered, so there is never one to abort.
record AbortCopyPlan(BlobParts parts, ReadBlob command) implements Plan<Copied> {
    @Override
    public Planned<Copied> plan(Permitted permitted) {
        BlobRef ref = command.blob();
        Box box = parts.containers().require(permitted, ref.container());
        BlobRow row = parts.require(box, ref);
        row.lease().requireForWrite(command.conditions().lease(), parts.now(), LeaseKind.BLOB);
        throw new AmanaException(ErrorCode.NO_PENDING_COPY, "blob " + ref + ": there is no pending copy");
    }
}
