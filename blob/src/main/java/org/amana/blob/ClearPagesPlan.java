package org.amana.blob;

import org.amana.policy.Permitted;
import org.amana.policy.Plan;
import org.amana.policy.Planned;

/// Put Page that clears: the pages are zeros then, and take no room.
record ClearPagesPlan(BlobParts parts, PutPages command) implements Plan<PagesWritten> {
    @Override
    public Planned<PagesWritten> plan(Permitted permitted) {
        BlobRef ref = command.blob();
        BlobParts.requireNoSnapshot(ref);
        Box box = parts.containers().require(permitted, ref.container());
        PageWrite write = PageWrite.of(parts, box, command);
        return write.lock().during(write::planned);
    }
}
