package org.amana.blob;

import java.sql.SQLException;
import java.time.Instant;
import java.util.function.Function;
import org.amana.policy.Amounts;
import org.amana.policy.Permitted;
import org.amana.policy.Plan;
import org.amana.policy.Planned;
import org.amana.store.Transaction;

/// Set and Delete Blob Immutability Policy, Set Blob Legal Hold: changes how a blob or a version is kept. ETag and time
/// stay as they are.
///
/// @param change how it is kept then; called while planning, where it may refuse, and again in the commit
/// @param answer of the row as it is then
record KeepPlan<R>(BlobParts parts, BlobRef ref, Conditions conditions, Change change, Function<BlobRow, R> answer)
        implements Plan<R> {
    /// From how a blob is kept to how it is kept then.
    interface Change {
        Keeping of(BlobRow row, Instant now);
    }

    @Override
    public Planned<R> plan(Permitted permitted) {
        Box box = parts.containers().require(permitted, ref.container());
        return parts.locks().blob(box.id(), ref.name()).during(() -> {
            BlobRow seen = parts.require(box, ref);
            Preconditions.requireForWrite(conditions, seen.etag(), seen.lastModified(), seen.tags(), ref);
            seen.requireNoPendingCopy();
            change.of(seen, parts.now());
            return Planned.of(
                    Amounts.touched(1), permit -> parts.commits().commit(box, permit, 0, tx -> kept(tx, box)));
        });
    }

    private R kept(Transaction tx, Box box) throws SQLException {
        BlobRow row = BlobRows.find(tx, box.id(), ref).orElseThrow(() -> BlobParts.notFound(ref));
        BlobRow kept = row.keptAs(change.of(row, tx.now()));
        BlobRows.keep(tx, kept);
        return answer.apply(kept);
    }
}
