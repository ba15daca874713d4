package org.amana.blob;

import java.util.Optional;
import org.amana.policy.Amounts;
import org.amana.policy.Permitted;
import org.amana.policy.Plan;
import org.amana.policy.Planned;

/// The source half of a copy: a read of its own, whose bytes count as released by the source's container.
record OpenCopySourcePlan(BlobParts parts, OpenCopySource command) implements Plan<CopySource> {
    @Override
    public Planned<CopySource> plan(Permitted permitted) {
        BlobRef ref = command.blob();
        Box box = parts.containers().require(permitted, ref.container());
        BlobRow row = parts.require(box, ref);
        row.form().requireUsable(ref);
        row.requireNoPendingCopy();
        row.lease().requireForRead(command.conditions().lease(), parts.now(), LeaseKind.BLOB);
        Preconditions.requireForSource(command.conditions(), row.etag(), row.lastModified(), row.tags(), ref);
        ContentKeys keys = parts.scopes().keys(box, row, command.conditions(), ref);
        if (!command.evenArchived()) {
            row.keeping().requireOnline(ref);
        }
        Optional<ByteRange> range = command.range().map(it -> it.within(row.length()));
        long first = range.map(ByteRange::first).orElse(0L);
        long length = range.map(ByteRange::length).orElse(row.length());
        BlobProperties properties = row.opened(command.conditions()).properties(parts.now());
        return Planned.of(
                Amounts.released(length), permit -> new CopySource(ref, properties, box, first, length, permit, keys));
    }
}
