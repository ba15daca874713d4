package org.amana.blob;

import org.amana.kernel.AmanaException;
import org.amana.kernel.ErrorCode;
import org.amana.policy.Amounts;
import org.amana.policy.Permitted;
import org.amana.policy.Plan;
import org.amana.policy.Planned;

/// Append Block From URL, the target's half.
record AppendBlockFromPlan(BlobParts parts, AppendBlockFrom command) implements Plan<BlockAppended> {
    @Override
    public Planned<BlockAppended> plan(Permitted permitted) {
        BlobRef ref = command.append().blob();
        BlobParts.requireNoSnapshot(ref);
        requireSize(command.source().length());
        Box box = parts.containers().require(permitted, ref.container());
        BlockAppend append = BlockAppend.of(parts, box, command.append());
        append.look(command.source().length());
        SourceContent source = new SourceContent(parts, command.source());
        if (source.sharesKeysWith(box, append.keys()) && source.isDense()) {
            source.verify(command.expected());
            return append.lock().during(() -> byReference(box, append, source));
        }
        Received received = source.reencrypt(append.keys(), command.expected());
        return received.during(() -> append.lock().during(() -> append.planned(received)));
    }

    private void requireSize(long length) {
        if (length > AppendBlock.LARGEST.bytes()) {
            throw new AmanaException(
                            ErrorCode.TOO_LARGE,
                            "block for " + command.append().blob() + ": the source has " + length + " bytes, more than "
                                    + AppendBlock.LARGEST)
                    .with("MaxLimit", Long.toString(AppendBlock.LARGEST.bytes()));
        }
    }

    private Planned<BlockAppended> byReference(Box box, BlockAppend append, SourceContent source) {
        long length = command.source().length();
        InPlace inPlace = append.look(length);
        SourceSums sums = command.expected();
        return Planned.of(
                Amounts.accepted(length, length),
                inPlace.restraint(),
                permit -> parts.commits()
                        .commit(
                                box,
                                permit,
                                0,
                                tx -> append.append(tx, inPlace, source.find(tx).places(), sums.md5(), sums.crc64())));
    }
}
