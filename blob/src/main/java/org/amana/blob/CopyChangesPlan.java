package org.amana.blob;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.amana.kernel.AmanaException;
import org.amana.kernel.ErrorCode;
import org.amana.policy.Amounts;
import org.amana.policy.Permit;
import org.amana.policy.Permitted;
import org.amana.policy.Plan;
import org.amana.policy.Planned;
import org.amana.policy.Restraint;
import org.amana.store.Reader;
import org.amana.store.Transaction;

/// Incremental Copy Blob, the target's half. It is done when it is answered.
record CopyChangesPlan(BlobParts parts, CopyChanges command) implements Plan<Copied> {
    @Override
    public Planned<Copied> plan(Permitted permitted) {
        BlobRef ref = command.blob();
        BlobParts.requireNoSnapshot(ref);
        CustomerEncryption.refuse(command.conditions(), ref);
        BlobKind.Page page = sourcePage();
        Box box = parts.containers().require(permitted, ref.container());
        ContentKeys keys = parts.scopes().keys(box, command.conditions());
        SourceContent source = new SourceContent(parts, command.source());
        if (source.sharesKeysWith(box, keys)) {
            return parts.locks().blob(box.id(), ref.name()).during(() -> {
                Optional<BlobRow> before = parts.catalog().read(reader -> before(reader, box, keys));
                parts.catalog().read(reader -> changes(reader, source, before));
                return planned(box, page, source, before, Optional.empty());
            });
        }
        Optional<BlobRow> seen = parts.catalog().read(reader -> before(reader, box, keys));
        List<ContentRange> written =
                parts.catalog().read(reader -> changes(reader, source, seen)).written();
        Received received = source.reencrypt(keys, written);
        return received.during(() -> parts.locks().blob(box.id(), ref.name()).during(() -> {
            Optional<BlobRow> before = parts.catalog().read(reader -> before(reader, box, keys));
            requireSame(seen, before);
            return planned(box, page, source, before, Optional.of(received));
        }));
    }

    /// What was encrypted is what changed since that state.
    private void requireSame(Optional<BlobRow> seen, Optional<BlobRow> now) {
        if (!seen.map(BlobRow::contentVersion).equals(now.map(BlobRow::contentVersion))) {
            throw new AmanaException(
                    ErrorCode.SERVER_BUSY, "blob " + command.blob() + " changed while it was being copied to");
        }
    }

    private BlobKind.Page sourcePage() {
        BlobRef source = command.source().blob();
        if (!source.isSnapshot()) {
            throw new AmanaException(
                    ErrorCode.INCREMENTAL_COPY_SOURCE_NOT_SNAPSHOT, "copy source " + source + " is no snapshot");
        }
        if (command.source().properties().kind() instanceof BlobKind.Page page) {
            return page;
        }
        throw new AmanaException(ErrorCode.INVALID_SOURCE_BLOB_TYPE, "copy source " + source + " is no page blob");
    }

    /// What there is of the copy.
    ///
    /// @throws AmanaException `INVALID_BLOB_TYPE` for anything but an incremental copy, and the failures of
    ///     conditions and leases
    private Optional<BlobRow> before(Reader reader, Box box, ContentKeys keys) throws SQLException {
        BlobRef ref = command.blob();
        Optional<BlobRow> before = parts.find(reader, box, ref);
        if (before.isEmpty()) {
            Preconditions.requireForAbsent(command.conditions(), ref);
            return before;
        }
        BlobRow row = before.get();
        if (!(row.kind() instanceof BlobKind.IncrementalCopy)) {
            throw new AmanaException(
                    ErrorCode.INVALID_BLOB_TYPE, "blob " + ref + " was not made by an incremental copy");
        }
        row.lease().requireForWrite(command.conditions().lease(), parts.now(), LeaseKind.BLOB);
        Preconditions.requireForCreate(command.conditions(), false, row.etag(), row.lastModified(), row.tags(), ref);
        row.requireKeys(keys, ref);
        return before;
    }

    /// What there is to do.
    ///
    /// @param ranges what is written and what is cleared
    /// @param written where the bytes of what is written are, in the source
    private record Changes(BlobRow source, List<PageRanges.Range> ranges, List<ContentRange> written) {}

    private static Changes changes(Reader reader, SourceContent source, Optional<BlobRow> before) throws SQLException {
        BlobRow row = source.unchanged(reader);
        long since = before.isEmpty()
                ? PageDifference.NOTHING
                : Followed.find(reader, before.get()).copiedVersion(reader, row);
        List<PageRanges.Range> ranges =
                new PageDifference(reader, row, since, PageDifference.STEP).ranges(0, row.length(), Integer.MAX_VALUE);
        List<ContentRange> written = new ArrayList<>();
        for (PageRanges.Range it : ranges) {
            if (!it.cleared()) {
                long end = it.last() + 1;
                for (ContentRange range : RangeRows.find(reader, row, it.first(), end)) {
                    written.add(range.part(Math.max(range.start(), it.first()), Math.min(range.end(), end)));
                }
            }
        }
        return new Changes(row, ranges, written);
    }

    private Planned<Copied> planned(
            Box box, BlobKind.Page page, SourceContent source, Optional<BlobRow> before, Optional<Received> received) {
        Optional<Overwrite> first = before.isPresent()
                ? Optional.empty()
                : Optional.of(Overwrite.of(parts, box, command.blob(), command.conditions(), page));
        long was = before.map(BlobRow::storedBytes)
                .orElseGet(() -> first.orElseThrow().storedBytes());
        // The copy and its new snapshot, which both have what the source has.
        Amounts amounts = Amounts.accepted(received.map(Received::length).orElse(0L), 2 * page.allocated() - was);
        Optional<Restraint> restraint = first.map(Overwrite::restraint)
                .orElseGet(() -> before.flatMap(row -> row.keeping().restraint(parts.now())));
        return Planned.of(
                amounts, restraint, permit -> carryOut(permit, box, page, new Target(source, before, first, received)));
    }

    /// @param first how the copy is made, if it is not there yet
    private record Target(
            SourceContent source, Optional<BlobRow> before, Optional<Overwrite> first, Optional<Received> received) {}

    private Copied carryOut(Permit permit, Box box, BlobKind.Page page, Target target) {
        target.received().ifPresent(Received::await);
        CopyState state = new CopyState(
                parts.newCopyId(), command.sourceUrl(), command.source().length(), parts.now());
        int blobs = target.first().map(Overwrite::newBlobs).orElse(0);
        BlobRow row = parts.commits().commit(box, permit, blobs, tx -> copy(tx, box, page, target, state));
        target.received().ifPresent(Received::kept);
        return Copied.of(state, row);
    }

    private BlobRow copy(Transaction tx, Box box, BlobKind.Page page, Target target, CopyState state)
            throws SQLException {
        Changes changes = changes(tx, target.source(), target.before());
        List<ContentRange> written = changes.written();
        if (target.received().isPresent()) {
            PlaceCutter cutter = new PlaceCutter(target.received().get().places());
            written = written.stream()
                    .map(range -> new ContentRange(range.start(), cutter.next(range.length())))
                    .toList();
        }
        Snapshot taken = SnapshotRows.nextMoment(tx, box.id(), command.blob().name(), VersionId.NONE);
        BlobKind kind = new BlobKind.IncrementalCopy(taken, page.allocated());
        BlobRow source = changes.source();
        BlobRow row = target.before().isPresent()
                ? change(tx, box, target.before().get(), changes, written, kind, state)
                : target.first()
                        .orElseThrow()
                        .write(
                                tx,
                                new NewBlob(source.description(), Optional.of(state), KeepAs.NONE, Optional.empty()),
                                kind,
                                source.length(),
                                written);
        SnapshotRows.put(tx, row.snapshotAt(taken, row.version(), row.metadata()), page);
        Followed.of(source).write(tx, row);
        return row;
    }

    private BlobRow change(
            Transaction tx,
            Box box,
            BlobRow before,
            Changes changes,
            List<ContentRange> written,
            BlobKind kind,
            CopyState state)
            throws SQLException {
        BlobRow now = new InPlace(parts, box, command.blob(), before).again(tx);
        long version = parts.versions().next(tx);
        long length = changes.source().length();
        for (PageRanges.Range it : changes.ranges()) {
            new Removal(parts, now, it.first(), it.last() + 1, it.cleared()).carryOutAtOnce(tx, version);
        }
        new Removal(parts, now, length, now.length(), false).carryOutAtOnce(tx, version);
        BlobRow row = now.amended(version, tx.now(), length, kind).copiedBy(state);
        for (ContentRange range : written) {
            RangeRows.add(tx, parts.references(), row, range);
        }
        CurrentRows.amend(tx, row);
        CurrentRows.copied(tx, row);
        parts.commits().amended(tx, box, row);
        return row;
    }
}
