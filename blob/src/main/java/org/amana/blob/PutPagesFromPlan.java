package org.amana.blob;

import java.util.Optional;
import org.amana.policy.Permitted;
import org.amana.policy.Plan;
import org.amana.policy.Planned;

/// Put Page From URL, the target's half. Zeros of the source are written like any other bytes.
record PutPagesFromPlan(BlobParts parts, PutPagesFrom command) implements Plan<PagesWritten> {
    @Override
    public Planned<PagesWritten> plan(Permitted permitted) {
        BlobRef ref = command.pages().blob();
        BlobParts.requireNoSnapshot(ref);
        Box box = parts.containers().require(permitted, ref.container());
        PageWrite write = PageWrite.of(parts, box, command.pages());
        write.look();
        SourceContent source = new SourceContent(parts, command.source());
        if (source.sharesKeysWith(box, write.keys()) && source.isDense()) {
            source.verify(command.expected());
            return write.lock().during(() -> byReference(box, write, source));
        }
        Received received = source.reencrypt(write.keys(), command.expected());
        return received.during(() -> write.lock().during(() -> write.planned(received)));
    }

    private Planned<PagesWritten> byReference(Box box, PageWrite write, SourceContent source) {
        PageWrite.Replacement replacement = write.replacement(false);
        SourceSums sums = command.expected();
        return Planned.of(
                replacement.amounts(command.source().length()),
                replacement.restraint(),
                permit -> parts.commits()
                        .commit(
                                box,
                                permit,
                                0,
                                tx -> replacement.put(
                                        tx, Optional.of(source.find(tx).places()), sums.md5(), sums.crc64())));
    }
}
