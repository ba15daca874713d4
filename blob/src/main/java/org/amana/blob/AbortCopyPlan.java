package org.amana.blob;

import org.amana.kernel.AmanaException;
import org.amana.kernel.ErrorCode;
import org.amana.policy.Amounts;
import org.amana.policy.Permitted;
import org.amana.policy.Plan;
import org.amana.policy.Planned;

/// Abort Copy Blob: the blob stays, without bytes.
record AbortCopyPlan(BlobParts parts, PendingCopies copies, ReadBlob command, String copyId) implements Plan<Changed> {
    @Override
    public Planned<Changed> plan(Permitted permitted) {
        BlobRef ref = command.blob();
        BlobParts.requireNoSnapshot(ref);
        Box box = parts.containers().require(permitted, ref.container());
        return parts.locks().blob(box.id(), ref.name()).during(() -> {
            require(parts.require(box, ref));
            return Planned.of(Amounts.touched(1), permit -> {
                Changed changed = parts.commits().commit(box, permit, 0, tx -> {
                    BlobRow row = BlobRows.find(tx, box.id(), ref.name(), Snapshot.NONE)
                            .orElseThrow(() -> BlobParts.notFound(ref));
                    CopyState pending = require(row);
                    BlobRow aborted = row.changed(parts.versions().next(tx), tx.now())
                            .copiedBy(pending.ended(CopyStatus.ABORTED, "", tx.now()));
                    BlobRows.describe(tx, aborted);
                    CurrentRows.copied(tx, aborted);
                    CurrentRows.form(tx, aborted.withKind(aborted.kind().emptied()));
                    PendingCopyRows.delete(tx, box.id(), ref.name(), copyId);
                    return Changed.of(aborted);
                });
                copies.breakOff(box.id(), ref.name(), copyId);
                return changed;
            });
        });
    }

    private CopyState require(BlobRow row) {
        row.lease().requireForWrite(command.conditions().lease(), parts.now(), LeaseKind.BLOB);
        CopyState copy = row.copy()
                .filter(CopyState::isPending)
                .orElseThrow(() -> new AmanaException(
                        ErrorCode.NO_PENDING_COPY, "blob " + command.blob() + ": there is no pending copy"));
        if (!copy.id().equals(copyId)) {
            throw new AmanaException(
                    ErrorCode.COPY_ID_MISMATCH,
                    "blob " + command.blob() + ": the pending copy is " + copy.id() + ", not " + copyId);
        }
        return copy;
    }
}
