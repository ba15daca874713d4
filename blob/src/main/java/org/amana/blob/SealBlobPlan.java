package org.amana.blob;

import org.amana.kernel.AmanaException;
import org.amana.kernel.ErrorCode;
import org.amana.policy.Amounts;
import org.amana.policy.Permitted;
import org.amana.policy.Plan;
import org.amana.policy.Planned;

/// Append Blob Seal. The blob has a new ETag then, as recorded answers of the service have it, whatever its
/// documentation says; sealing again changes nothing.
record SealBlobPlan(BlobParts parts, SealBlob command) implements Plan<Changed> {
    @Override
    public Planned<Changed> plan(Permitted permitted) {
        BlobRef ref = command.blob();
        BlobParts.requireNoSnapshot(ref);
        Box box = parts.containers().require(permitted, ref.container());
        return parts.locks().blob(box.id(), ref.name()).during(() -> {
            InPlace inPlace = InPlace.of(parts, box, ref);
            BlobKind.Append kind = inPlace.row().form().requireAppend(ref);
            inPlace.require(command.conditions());
            requirePosition(inPlace.row());
            return Planned.of(
                    Amounts.touched(1),
                    inPlace.restraint(),
                    permit -> parts.commits().commit(box, permit, 0, tx -> {
                        BlobRow open = inPlace.again(tx);
                        if (kind.sealed()) {
                            return Changed.of(open);
                        }
                        BlobRow row = open.withKind(kind.withSealed(true))
                                .changed(parts.versions().next(tx), tx.now());
                        CurrentRows.amend(tx, row);
                        parts.commits().described(tx, box, row, open, BlobChange.Aspect.SEAL);
                        return Changed.of(row);
                    }));
        });
    }

    private void requirePosition(BlobRow row) {
        if (command.position().isPresent() && command.position().getAsLong() != row.length()) {
            throw new AmanaException(
                    ErrorCode.APPEND_POSITION_NOT_MET,
                    "blob " + command.blob() + ": it has " + row.length() + " bytes, not "
                            + command.position().getAsLong());
        }
    }
}
