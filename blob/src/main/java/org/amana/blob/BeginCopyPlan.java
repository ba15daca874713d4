package org.amana.blob;

import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.amana.policy.Amounts;
import org.amana.policy.Permit;
import org.amana.policy.Permitted;
import org.amana.policy.Plan;
import org.amana.policy.Planned;
import org.amana.store.Places;
import org.amana.store.Transaction;

/// The first half of a copy from elsewhere: an empty blob whose copy is pending, and the note that carries it on.
record BeginCopyPlan(BlobParts parts, PendingCopies copies, BeginCopy command) implements Plan<Copied> {
    @Override
    public Planned<Copied> plan(Permitted permitted) {
        BlobRef ref = command.target().blob();
        BlobParts.requireNoSnapshot(ref);
        CustomerEncryption.refuse(command.target().conditions(), ref);
        command.target().keepAs().requireFits(command.kind());
        copies.requireRoom();
        Box box = parts.containers().require(permitted, ref.container());
        return parts.locks().blob(box.id(), ref.name()).during(() -> {
            Overwrite overwrite = Overwrite.of(parts, box, ref, command.target().conditions(), command.kind())
                    .requireInfiniteLease();
            return Planned.of(
                    Amounts.accepted(0, -overwrite.storedBytes()),
                    overwrite.restraint(),
                    permit -> carryOut(permit, box, overwrite));
        });
    }

    private Copied carryOut(Permit permit, Box box, Overwrite overwrite) {
        PutBlob target = command.target();
        CopyState state = CopyState.pending(command.origin(), command.total(), parts.now());
        NewBlob blob = new NewBlob(
                new Description(target.headers().withType(), target.metadata(), target.tags()),
                Optional.of(state),
                target.keepAs(),
                Optional.empty());
        PendingCopy note = copies.note(box, command);
        BlobRow row = parts.commits().commit(box, permit, overwrite.newBlobs(), tx -> {
            BlobRow written = empty(tx, overwrite, blob);
            PendingCopyRows.put(tx, note);
            return written;
        });
        copies.carryOn(note);
        return Copied.of(state, row);
    }

    private BlobRow empty(Transaction tx, Overwrite overwrite, NewBlob blob) throws SQLException {
        return command.kind() instanceof BlobKind.Block
                ? overwrite.write(tx, blob, BlobContent.whole(Places.EMPTY))
                : overwrite.write(tx, blob, command.kind(), 0, List.of());
    }
}
