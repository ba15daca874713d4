package org.amana.blob;

import java.sql.SQLException;
import org.amana.policy.Amounts;
import org.amana.policy.Permitted;
import org.amana.policy.Plan;
import org.amana.policy.Planned;
import org.amana.store.Transaction;

/// Set Blob Properties of a page blob, as far as it is about its pages.
record ChangePageBlobPlan(BlobParts parts, ChangePageBlob command) implements Plan<Changed> {
    @Override
    public Planned<Changed> plan(Permitted permitted) {
        BlobRef ref = command.blob();
        BlobParts.requireNoSnapshot(ref);
        Box box = parts.containers().require(permitted, ref.container());
        return parts.locks().blob(box.id(), ref.name()).during(() -> {
            InPlace inPlace = InPlace.of(parts, box, ref);
            BlobKind.Page page = inPlace.row().form().requirePage(ref);
            inPlace.require(command.conditions());
            inPlace.row().requireKeyIfShown(command.conditions(), ref);
            command.sequence().after(page.sequenceNumber());
            BlobRow row = inPlace.row();
            long length = command.length().orElse(row.length());
            Removal removal = new Removal(parts, row, length, row.length(), false);
            removal.prepare();
            long cutOff = RangeRows.allocated(parts.catalog(), row, length, row.length());
            return Planned.of(
                    new Amounts(0, 0, -cutOff, 1, 0),
                    inPlace.restraint(),
                    permit -> parts.commits().commit(box, permit, 0, tx -> change(tx, box, inPlace, removal, cutOff)));
        });
    }

    /// @param removal of the pages that go, if any
    /// @param cutOff how many bytes are kept in them
    private Changed change(Transaction tx, Box box, InPlace inPlace, Removal removal, long cutOff) throws SQLException {
        BlobRow row = inPlace.again(tx);
        BlobKind.Page page = row.form().requirePage(command.blob());
        long version = parts.versions().next(tx);
        long length = command.length().orElse(row.length());
        removal.carryOut(tx, version);
        BlobKind kind = page.withAllocated(page.allocated() - cutOff)
                .withSequenceNumber(command.sequence().after(page.sequenceNumber()));
        boolean resized = length != row.length();
        BlobRow changed = resized
                ? row.amended(version, tx.now(), length, kind)
                : row.changed(version, tx.now()).withKind(kind);
        CurrentRows.amend(tx, changed);
        if (resized) {
            parts.commits().amended(tx, box, changed);
        }
        if (command.headers().isPresent()) {
            changed = changed.describedBy(
                    changed.description().withHeaders(command.headers().get()));
            BlobRows.describe(tx, changed);
        }
        parts.commits().described(tx, box, changed, row, BlobChange.Aspect.HEADERS);
        return Changed.of(changed);
    }
}
