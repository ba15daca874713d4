package org.amana.blob;

import java.time.Instant;
import org.amana.policy.Amounts;
import org.amana.policy.Permitted;
import org.amana.policy.Plan;
import org.amana.policy.Planned;

/// Drops the blocks that wait for one blob, because none has come for a long time. They count as stored bytes,
/// so this passes the gate like every other deletion.
///
/// @param until nothing is dropped when a block has come at or after this time
record CollectStagingPlan(BlobParts parts, BlobRef ref, Instant until) implements Plan<Deleted> {
    @Override
    public Planned<Deleted> plan(Permitted permitted) {
        Box box = parts.containers().require(permitted, ref.container());
        return parts.locks().blob(box.id(), ref.name()).during(() -> {
            Staging staging = parts.catalog()
                    .read(reader -> StagingRows.find(reader, box.id(), ref.name()))
                    .filter(it -> it.lastModified().isBefore(until))
                    .orElseThrow(() -> BlobParts.notFound(ref));
            Amounts amounts = new Amounts(0, 0, -staging.bytes(), 0, 0);
            return Planned.of(
                    amounts,
                    permit -> parts.commits().commit(box, permit, 0, tx -> {
                        StagingRows.drop(tx, staging);
                        return new Deleted(0, 0, true);
                    }));
        });
    }
}
