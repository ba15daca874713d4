package org.amana.blob;

import org.amana.kernel.AmanaException;
import org.amana.kernel.ErrorCode;
import org.amana.policy.Permitted;
import org.amana.policy.Plan;
import org.amana.policy.Planned;

/// Append Block: the body goes into extents first, then the blob is locked and looked at again.
record AppendBlockPlan(BlobParts parts, AppendBlock command, Body body) implements Plan<BlockAppended> {
    @Override
    public Planned<BlockAppended> plan(Permitted permitted) {
        BlobRef ref = command.blob();
        BlobParts.requireNoSnapshot(ref);
        if (body.length().isPresent() && body.length().getAsLong() == 0) {
            throw new AmanaException(ErrorCode.INVALID_HEADER, "blob " + ref + ": an appended block is not empty")
                    .with("HeaderName", "Content-Length")
                    .with("HeaderValue", "0");
        }
        Box box = parts.containers().require(permitted, ref.container());
        BlockAppend append = BlockAppend.of(parts, box, command);
        append.look(body.length().orElse(0));
        Received received = Intake.receive(
                parts.extents(),
                append.keys(),
                body,
                Intake.Sums.ofPart(body),
                AppendBlock.LARGEST,
                "block for " + ref);
        return received.during(() -> append.lock().during(() -> append.planned(received)));
    }
}
