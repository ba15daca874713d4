package org.amana.blob;

import org.amana.kernel.AmanaException;
import org.amana.kernel.ErrorCode;
import org.amana.policy.Permitted;
import org.amana.policy.Plan;
import org.amana.policy.Planned;

/// Put Page with bytes: they go into extents first, then the blob is locked and looked at again.
record PutPagesPlan(BlobParts parts, PutPages command, Body body) implements Plan<PagesWritten> {
    @Override
    public Planned<PagesWritten> plan(Permitted permitted) {
        BlobRef ref = command.blob();
        BlobParts.requireNoSnapshot(ref);
        requireLength(body.length().orElse(command.range().length()));
        Box box = parts.containers().require(permitted, ref.container());
        PageWrite write = PageWrite.of(parts, box, command);
        write.look();
        Received received = Intake.receive(
                parts.extents(), write.keys(), body, Intake.Sums.ofPart(body), PutPages.LARGEST, "pages of " + ref);
        return received.during(() -> {
            requireLength(received.length());
            return write.lock().during(() -> write.planned(received));
        });
    }

    private void requireLength(long length) {
        if (length != command.range().length()) {
            throw new AmanaException(
                            ErrorCode.INVALID_HEADER,
                            "pages of " + command.blob() + ": the body has " + length + " bytes, the range "
                                    + command.range().length())
                    .with("HeaderName", "Content-Length")
                    .with("HeaderValue", Long.toString(length));
        }
    }
}
