package org.amana.blob;

import java.util.List;
import java.util.Optional;
import org.amana.policy.Amounts;
import org.amana.policy.Permit;
import org.amana.policy.Permitted;
import org.amana.policy.Plan;
import org.amana.policy.Planned;

/// Put Blob for append and page blobs, whose content comes later.
record CreateBlobPlan(BlobParts parts, CreateBlob command) implements Plan<BlobWritten> {
    @Override
    public Planned<BlobWritten> plan(Permitted permitted) {
        BlobRef ref = command.blob();
        BlobParts.requireNoSnapshot(ref);
        Box box = parts.containers().require(permitted, ref.container());
        return parts.locks().blob(box.id(), ref.name()).during(() -> {
            Overwrite overwrite = Overwrite.of(parts, box, ref, command.conditions(), command.kind());
            Amounts amounts = new Amounts(0, 0, -overwrite.storedBytes(), 1, 0);
            return Planned.of(amounts, overwrite.restraint(), permit -> carryOut(permit, box, overwrite));
        });
    }

    private BlobWritten carryOut(Permit permit, Box box, Overwrite overwrite) {
        NewBlob blob = NewBlob.of(command.headers().withType(), command.metadata(), command.tags())
                .keptAs(command.keepAs());
        BlobRow row = parts.commits()
                .commit(
                        box,
                        permit,
                        overwrite.newBlobs(),
                        tx -> overwrite.write(tx, blob, command.kind(), command.length(), List.of()));
        return BlobWritten.of(row, overwrite.before().isPresent(), Optional.empty(), Optional.empty());
    }
}
