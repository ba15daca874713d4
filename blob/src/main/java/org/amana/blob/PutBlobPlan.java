package org.amana.blob;

import java.util.Optional;
import org.amana.kernel.ByteSize;
import org.amana.policy.Amounts;
import org.amana.policy.Permit;
import org.amana.policy.Permitted;
import org.amana.policy.Plan;
import org.amana.policy.Planned;

/// Put Blob: the body goes into extents first, then the blob is locked and looked at.
record PutBlobPlan(BlobParts parts, PutBlob command, Body body, Optional<CopyOrigin> origin)
        implements Plan<BlobWritten> {
    /// Bodies that are larger are refused by their headers before they are read.
    private static final ByteSize CHECKED_FIRST = ByteSize.ofKibibytes(64);

    @Override
    public Planned<BlobWritten> plan(Permitted permitted) {
        BlobRef ref = command.blob();
        BlobParts.requireNoSnapshot(ref);
        Box box = parts.containers().require(permitted, ref.container());
        if (body.length().orElse(Long.MAX_VALUE) > CHECKED_FIRST.bytes()) {
            overwrite(box);
        }
        Received received = Intake.receive(
                parts.extents(),
                parts.scopes().keys(box, command.conditions()),
                body,
                Intake.Sums.MD5,
                PutBlob.LARGEST,
                "blob " + ref);
        return received.during(() -> parts.locks().blob(box.id(), ref.name()).during(() -> planned(box, received)));
    }

    private Overwrite overwrite(Box box) {
        Overwrite overwrite = Overwrite.of(parts, box, command.blob(), command.conditions(), BlobKind.block());
        return origin.isEmpty() ? overwrite : overwrite.requireInfiniteLease();
    }

    private Planned<BlobWritten> planned(Box box, Received received) {
        Overwrite overwrite = overwrite(box);
        long stored = received.length() - overwrite.storedBytes();
        return Planned.of(
                Amounts.accepted(received.length(), stored),
                overwrite.restraint(),
                permit -> carryOut(permit, box, received, overwrite));
    }

    private BlobWritten carryOut(Permit permit, Box box, Received received, Overwrite overwrite) {
        HttpHeaders headers = command.headers().withType().withMd5(received.md5());
        NewBlob blob = new NewBlob(
                new Description(headers, command.metadata(), command.tags()),
                origin.map(it -> new CopyState(it.id(), it.source(), received.length(), parts.now())),
                command.keepAs(),
                Optional.empty());
        received.await();
        BlobRow row = parts.commits()
                .commit(
                        box,
                        permit,
                        overwrite.newBlobs(),
                        tx -> overwrite.write(tx, blob, BlobContent.whole(received.places())));
        received.kept();
        return BlobWritten.of(row, overwrite.before().isPresent(), received.md5(), received.crc64());
    }
}
