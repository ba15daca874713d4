package org.amana.blob;

import java.sql.SQLException;
import java.util.List;
import java.util.function.Function;
import org.amana.kernel.AmanaException;
import org.amana.kernel.ByteSize;
import org.amana.kernel.ErrorCode;
import org.amana.policy.Amounts;
import org.amana.policy.Permit;
import org.amana.policy.Permitted;
import org.amana.policy.Plan;
import org.amana.policy.Planned;
import org.amana.store.Places;
import org.amana.store.Transaction;

/// The second half of a copy from elsewhere: the bytes come in, and become the content of the blob that waits for
/// them, unless its copy is no more pending. Who began it has met the conditions and shown the lease, and said how the
/// blob is kept; it stays the version that it was when it began.
record FinishCopyPlan(BlobParts parts, BlobRef ref, String copyId, Body body) implements Plan<Copied> {
    /// The largest block blob there is (Azure: *Scalability and performance targets for Blob storage*).
    static final ByteSize LARGEST = ByteSize.ofMebibytes(4000L * 50_000);

    private static final ByteSize LARGEST_APPEND =
            ByteSize.ofBytes(AppendBlock.LARGEST.bytes() * AppendBlock.MOST_BLOCKS);
    private static final ByteSize LARGEST_PAGE = ByteSize.ofBytes(PutPages.LONGEST_BLOB);

    /// What has come.
    ///
    /// @param length bytes of the blob, those in holes included
    /// @param ranges where in the blob the bytes belong that were received; of an append or page blob
    private record Incoming(Received received, long length, Function<Places, List<ContentRange>> ranges) {}

    @Override
    public Planned<Copied> plan(Permitted permitted) {
        Box box = parts.containers().require(permitted, ref.container());
        BlobRow waiting = waiting(box).row();
        ContentKeys keys = parts.scopes().keys(box, waiting, Conditions.NONE, ref);
        Incoming incoming = switch (waiting.kind()) {
            case BlobKind.Page _ -> pages(keys);
            case BlobKind.Append _ -> dense(receive(keys, body, Intake.Sums.NONE, LARGEST_APPEND));
            case BlobKind.Block _, BlobKind.IncrementalCopy _ -> dense(receive(keys, body, Intake.Sums.MD5, LARGEST));
        };
        return incoming.received()
                .during(() -> parts.locks().blob(box.id(), ref.name()).during(() -> planned(box, incoming)));
    }

    private InPlace waiting(Box box) {
        InPlace blob = InPlace.of(parts, box, ref);
        if (!blob.row().waitsFor(copyId)) {
            throw new AmanaException(ErrorCode.NO_PENDING_COPY, "blob " + ref + " does not wait for copy " + copyId);
        }
        return blob;
    }

    private Received receive(ContentKeys keys, Body what, Intake.Sums sums, ByteSize most) {
        return Intake.receive(parts.extents(), keys, what, sums, most, "copy to " + ref);
    }

    private static Incoming dense(Received received) {
        return new Incoming(received, received.length(), ContentRange::dense);
    }

    private Incoming pages(ContentKeys keys) {
        WithoutHoles pages = new WithoutHoles(body.stream());
        Received received = receive(keys, Body.ofUnknownLength(pages), Intake.Sums.NONE, LARGEST_PAGE);
        if (pages.length() % PutPages.PAGE != 0 || pages.length() > PutPages.LONGEST_BLOB) {
            received.close();
            throw new AmanaException(
                    ErrorCode.CANNOT_VERIFY_COPY_SOURCE,
                    "copy to " + ref + ": " + pages.length() + " bytes are no pages of a blob");
        }
        if (pages.length() != body.length().orElse(pages.length())) {
            received.close();
            throw new AmanaException(
                    ErrorCode.INCOMPLETE_BODY,
                    "copy to " + ref + ": " + pages.length() + " of "
                            + body.length().orElse(0) + " bytes came");
        }
        return new Incoming(received, pages.length(), pages::ranges);
    }

    private Planned<Copied> planned(Box box, Incoming incoming) {
        InPlace blob = waiting(box);
        return Planned.of(
                Amounts.accepted(incoming.length(), incoming.received().length()),
                permit -> carryOut(permit, box, incoming, blob));
    }

    private Copied carryOut(Permit permit, Box box, Incoming incoming, InPlace blob) {
        Received received = incoming.received();
        received.await();
        BlobRow row = parts.commits().commit(box, permit, 0, tx -> {
            BlobRow finished = finished(tx, blob.again(tx), incoming);
            if (finished.form().isStream()) {
                fill(tx, finished, incoming.ranges().apply(received.places()));
            } else {
                fill(tx, finished, received.places());
            }
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

    private BlobRow finished(Transaction tx, BlobRow waiting, Incoming incoming) throws SQLException {
        String source = waiting.copy().map(CopyState::source).orElse("");
        Description description = new Description(
                waiting.headers().withMd5(incoming.received().md5()), waiting.metadata(), waiting.tags());
        BlobKind kind = waiting.kind() instanceof BlobKind.Page page
                ? page.withAllocated(incoming.received().length())
                : waiting.kind();
        return waiting.amended(parts.versions().next(tx), tx.now(), incoming.length(), kind)
                .describedBy(description)
                .copiedBy(new CopyState(copyId, source, incoming.length(), tx.now()));
    }

    private void fill(Transaction tx, BlobRow finished, Places places) throws SQLException {
        RowKey key = ContentRows.put(tx, finished, BlobContent.whole(places));
        parts.references().note(key, finished.containerId(), places);
    }

    /// Who keeps the blob from being changed means what it is when the copy has ended.
    private void fill(Transaction tx, BlobRow finished, List<ContentRange> ranges) throws SQLException {
        for (ContentRange range : ranges) {
            RangeRows.add(tx, parts.references(), finished, range);
        }
        CurrentRows.form(tx, finished);
        CurrentRows.copied(tx, finished);
    }
}
