package org.amana.blob;

import java.util.function.UnaryOperator;
import org.amana.policy.Amounts;
import org.amana.policy.Permitted;
import org.amana.policy.Plan;
import org.amana.policy.Planned;

/// Set Blob Metadata, Set Blob Properties, Set Blob Tags: changes what is known of a blob, and not its content.
///
/// @param what   what of it is set
/// @param change what is said of the blob then
record DescribePlan(BlobParts parts, BlobRef ref, Conditions conditions, What what, UnaryOperator<Description> change)
        implements Plan<Changed> {
    /// What is set, and what goes with it.
    enum What {
        /// Alone changes neither ETag nor time.
        TAGS,
        METADATA,
        /// Ends what was told of a copy, for this is no longer what was copied (Azure REST: *Get Blob*,
        /// `x-ms-copy-id`).
        PROPERTIES
    }

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
                        BlobRow renewed = what == What.TAGS
                                ? changed
                                : changed.changed(parts.versions().next(tx), tx.now());
                        BlobRows.describe(tx, renewed);
                        TagIndex.follow(tx, box.id(), ref.name(), row.tags(), renewed.tags());
                        if (what == What.PROPERTIES) {
                            BlobRows.forgetCopy(tx, renewed);
                        }
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
