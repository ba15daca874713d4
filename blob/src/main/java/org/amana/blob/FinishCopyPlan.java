package org.amana.blob;

import java.sql.SQLException;
import org.amana.kernel.AmanaException;
import org.amana.kernel.ByteSize;
import org.amana.kernel.ErrorCode;
import org.amana.policy.Amounts;
import org.amana.policy.Permit;
import org.amana.policy.Permitted;
import org.amana.policy.Plan;
import org.amana.policy.Planned;
import org.amana.store.Transaction;

/// The second half of a copy from elsewhere: the bytes come in, and become the content of the blob that waits for
/// them, unless its copy is no more pending. Who began it has met the conditions and shown the lease, and said how the
/// blob is kept; it stays the version that it was when it began.
record FinishCopyPlan(BlobParts parts, BlobRef ref, String copyId, Body body) implements Plan<Copied> {
    /// The largest block blob there is (Azure: *Scalability and performance targets for Blob storage*).
    static final ByteSize LARGEST = ByteSize.ofMebibytes(4000L * 50_000);

    @Override
    public Planned<Copied> plan(Permitted permitted) {
        Box box = parts.containers().require(permitted, ref.container());
        ContentKeys keys = parts.scopes().keys(box, waiting(box).row(), Conditions.NONE, ref);
        Received received = Intake.receive(parts.extents(), keys, body, Intake.Sums.MD5, LARGEST, "copy to " + ref);
        return received.during(() -> parts.locks().blob(box.id(), ref.name()).during(() -> planned(box, received)));
    }

    private InPlace waiting(Box box) {
        InPlace blob = InPlace.of(parts, box, ref);
        if (!blob.row().waitsFor(copyId)) {
            throw new AmanaException(ErrorCode.NO_PENDING_COPY, "blob " + ref + " does not wait for copy " + copyId);
        }
        return blob;
    }

    private Planned<Copied> planned(Box box, Received received) {
        InPlace blob = waiting(box);
        return Planned.of(
                Amounts.accepted(received.length(), received.length()),
                permit -> carryOut(permit, box, received, blob));
    }

    private Copied carryOut(Permit permit, Box box, Received received, InPlace blob) {
        received.await();
        BlobRow row = parts.commits().commit(box, permit, 0, tx -> {
            BlobRow finished = finished(tx, blob.again(tx), received);
            BlobContent content = BlobContent.whole(received.places());
            RowKey key = ContentRows.put(tx, finished, content);
            parts.references().note(key, box.id(), content.places());
            PendingCopyRows.delete(tx, box.id(), ref.name(), copyId);
            parts.commits().written(tx, box, finished, true, BlobChange.Origin.COPY);
            return finished;
        });
        received.kept();
        return new Copied(
                copyId,
                row.etag(),
                row.lastModified(),
                received.md5(),
                received.crc64(),
                row.standing().version());
    }

    private BlobRow finished(Transaction tx, BlobRow waiting, Received received) throws SQLException {
        String source = waiting.copy().map(CopyState::source).orElse("");
        Description description =
                new Description(waiting.headers().withMd5(received.md5()), waiting.metadata(), waiting.tags());
        return waiting.amended(parts.versions().next(tx), tx.now(), received.length(), BlobKind.block())
                .describedBy(description)
                .copiedBy(new CopyState(copyId, source, received.length(), tx.now()));
    }
}
