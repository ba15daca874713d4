package org.amana.blob;

import org.amana.kernel.AmanaException;
import org.amana.kernel.ErrorCode;
import org.amana.policy.Permitted;
import org.amana.policy.Plan;
import org.amana.policy.Planned;

/// Put Block. Several may run for one blob at once, as long as their ids differ.
record PutBlockPlan(BlobParts parts, PutBlock command, Body body) implements Plan<BlockWritten> {
    @Override
    public Planned<BlockWritten> plan(Permitted permitted) {
        BlobRef ref = command.blob();
        BlobParts.requireNoSnapshot(ref);
        if (body.length().isPresent() && body.length().getAsLong() == 0) {
            throw new AmanaException(ErrorCode.INVALID_HEADER, "block " + command.id() + ": a block is not empty")
                    .with("HeaderName", "Content-Length")
                    .with("HeaderValue", "0");
        }
        Box box = parts.containers().require(permitted, ref.container());
        BlockStaging staging = BlockStaging.of(parts, box, ref, command.id(), command.conditions());
        staging.look();
        Received received = Intake.receive(
                parts.extents(),
                staging.keys(),
                body,
                Intake.Sums.ofPart(body),
                PutBlock.LARGEST,
                "block " + command.id() + " of " + ref);
        return received.during(() -> staging.lock().during(() -> staging.planned(received)));
    }
}
