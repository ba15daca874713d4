package org.amana.blob;

import java.util.function.UnaryOperator;
import org.amana.policy.Amounts;
import org.amana.policy.Permitted;
import org.amana.policy.Plan;
import org.amana.policy.Planned;

/// Set Blob Metadata, Set Blob Properties, Set Blob Tags: changes what is known of a blob, and not its content.
///
/// @param renews whether ETag and time change with it; those of tags do not
/// @param change what is said of the blob then
record DescribePlan(
        BlobParts parts, BlobRef ref, Conditions conditions, boolean renews, UnaryOperator<Description> change)
        implements Plan<Changed> {
    @Override
    public Planned<Changed> plan(Permitted permitted) {
        BlobParts.requireNoSnapshot(ref);
        Box box = parts.containers().require(permitted, ref.container());
        return parts.locks().blob(box.id(), ref.name()).during(() -> {
            require(parts.require(box, ref));
            return Planned.of(
                    Amounts.touched(1),
                    permit -> parts.commits().commit(box, permit, 0, tx -> {
                        BlobRow row = BlobRows.find(tx, box.id(), ref.name(), Snapshot.NONE)
                                .orElseThrow(() -> BlobParts.notFound(ref));
                        BlobRow changed = row.describedBy(change.apply(row.description()));
                        BlobRow renewed =
                                renews ? changed.changed(parts.versions().next(tx), tx.now()) : changed;
                        BlobRows.describe(tx, renewed);
                        TagIndex.follow(tx, box.id(), ref.name(), row.tags(), renewed.tags());
                        parts.commits().described(tx, box, renewed);
                        return Changed.of(renewed);
                    }));
        });
    }

    private void require(BlobRow row) {
        row.form().requireUsable(ref);
        Preconditions.requireForWrite(conditions, row.etag(), row.lastModified(), row.tags(), ref);
        row.lease().requireForWrite(conditions.lease(), parts.now(), LeaseKind.BLOB);
    }
}
