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
            Amounts amounts = new Amounts(0, 0, -cutOff(inPlace.row()), 1, 0);
            return Planned.of(
                    amounts,
                    inPlace.restraint(),
                    permit -> parts.commits().commit(box, permit, 0, tx -> change(tx, box, inPlace)));
        });
    }

    /// How many bytes are kept in pages that go.
    private long cutOff(BlobRow row) {
        long length = command.length().orElse(row.length());
        return length >= row.length()
                ? 0
                : parts.catalog().read(reader -> RangeRows.allocated(reader, row, length, row.length()));
    }

    private Changed change(Transaction tx, Box box, InPlace inPlace) throws SQLException {
        BlobRow row = inPlace.again(tx);
        BlobKind.Page page = row.form().requirePage(command.blob());
        long version = parts.versions().next(tx);
        long length = command.length().orElse(row.length());
        long cut = length < row.length() ? RangeRows.remove(tx, parts, row, length, row.length(), version) : 0;
        BlobKind kind = page.withAllocated(page.allocated() - cut)
                .withSequenceNumber(command.sequence().after(page.sequenceNumber()));
        boolean resized = length != row.length();
        BlobRow changed = resized
                ? row.amended(version, tx.now(), length, kind)
                : row.changed(version, tx.now()).withKind(kind);
        BlobRows.amend(tx, changed);
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
