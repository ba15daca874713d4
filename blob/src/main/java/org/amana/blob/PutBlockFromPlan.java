package org.amana.blob;

import org.amana.policy.Amounts;
import org.amana.policy.Permit;
import org.amana.policy.Permitted;
import org.amana.policy.Plan;
import org.amana.policy.Planned;

/// Put Block From URL, the target's half.
record PutBlockFromPlan(BlobParts parts, PutBlockFrom command) implements Plan<BlockWritten> {
    @Override
    public Planned<BlockWritten> plan(Permitted permitted) {
        BlobRef ref = command.blob();
        BlobParts.requireNoSnapshot(ref);
        Box box = parts.containers().require(permitted, ref.container());
        BlockStaging staging = BlockStaging.of(parts, box, ref, command.id(), command.conditions());
        staging.look();
        SourceContent source = new SourceContent(parts, command.source());
        if (source.sharesKeysWith(box, staging.keys()) && source.isDense()) {
            source.verify(command.expected());
            return staging.lock().during(() -> byReference(box, staging, source));
        }
        Received received = source.reencrypt(staging.keys(), command.expected());
        return received.during(() -> staging.lock().during(() -> staging.planned(received)));
    }

    private Planned<BlockWritten> byReference(Box box, BlockStaging staging, SourceContent source) {
        long length = command.source().length();
        long stored = length - staging.look();
        return Planned.of(Amounts.accepted(length, stored), permit -> carryOut(permit, box, staging, source));
    }

    private BlockWritten carryOut(Permit permit, Box box, BlockStaging staging, SourceContent source) {
        return parts.commits().commit(box, permit, 0, tx -> {
            BlobContent content = source.find(tx);
            staging.stage(
                    tx,
                    new StagingRows.StagedBlock(command.id(), command.source().length(), content.places()),
                    permit.amounts().stored());
            return new BlockWritten(command.expected().md5(), command.expected().crc64());
        });
    }
}
