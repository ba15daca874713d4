package org.amana.blob;

import java.sql.SQLException;
import java.util.Optional;
import org.amana.kernel.AmanaException;
import org.amana.kernel.ErrorCode;
import org.amana.store.Places;
import org.amana.store.Transaction;

/// What a write of content finds under a blob's name and puts aside: the blob as it was and its waiting blocks.
/// Seen while the blob is locked, and looked at again in the commit.
record Overwrite(BlobParts parts, Box box, BlobRef ref, Optional<BlobRow> before, Optional<Staging> staging) {

    /// Sees what is there and decides the conditions of the write.
    ///
    /// @throws AmanaException the failures of conditions and leases
    static Overwrite of(BlobParts parts, Box box, BlobRef ref, Conditions conditions) {
        Overwrite overwrite = parts.catalog()
                .read(reader -> new Overwrite(
                        parts,
                        box,
                        ref,
                        BlobRows.find(reader, box.id(), ref.name(), Snapshot.NONE),
                        StagingRows.find(reader, box.id(), ref.name())));
        overwrite.require(conditions);
        return overwrite;
    }

    private void require(Conditions conditions) {
        if (before.isEmpty()) {
            Preconditions.requireForAbsent(conditions, ref);
            Lease.AVAILABLE.requireForWrite(conditions.lease(), parts.now(), LeaseKind.BLOB);
        } else {
            BlobRow row = before.get();
            Preconditions.requireForCreate(conditions, row.etag(), row.lastModified(), row.tags(), ref);
            row.lease().requireForWrite(conditions.lease(), parts.now(), LeaseKind.BLOB);
        }
    }

    /// How much less there is when all of it is gone.
    long storedBytes() {
        return before.map(BlobRow::length).orElse(0L)
                + staging.map(Staging::bytes).orElse(0L);
    }

    /// How many blobs more there are afterwards.
    int newBlobs() {
        return before.isPresent() ? 0 : 1;
    }

    /// Puts new content in place.
    ///
    /// @return the row as written
    BlobRow write(Transaction tx, NewBlob blob, BlobContent content) throws SQLException {
        Optional<Places> old = requireUnchanged(tx);
        long version = parts.versions().next(tx);
        BlobRow row = new BlobRow(
                box.id(),
                ref.name(),
                Snapshot.NONE,
                version,
                version,
                before.map(BlobRow::created).orElse(tx.now()),
                Seconds.of(tx.now()),
                content.places().length(),
                blob.headers(),
                blob.metadata(),
                blob.tags(),
                before.map(it -> it.lease().afterWrite(tx.now())).orElse(Lease.AVAILABLE),
                blob.copy());
        RowKey key = ContentRows.put(tx, row, content);
        parts.references().note(key, box.id(), content.places());
        if (before.isPresent()) {
            ContentRows.forget(tx, before.get());
        }
        if (staging.isPresent()) {
            StagingRows.drop(tx, staging.get());
        }
        old.ifPresent(places -> parts.extents().released(places));
        parts.commits().written(tx, box, row);
        return row;
    }

    /// The lock keeps everybody out since planning; if something changed all the same, the figures in the
    /// ledger would be wrong, so nothing is done.
    ///
    /// @return the places that are no more referred to, unless a snapshot shares them
    private Optional<Places> requireUnchanged(Transaction tx) throws SQLException {
        Optional<BlobRow> now = BlobRows.find(tx, box.id(), ref.name(), Snapshot.NONE);
        Optional<Staging> staged = StagingRows.find(tx, box.id(), ref.name());
        boolean same = now.map(BlobRow::version).equals(before.map(BlobRow::version))
                && staged.map(Staging::version).equals(staging.map(Staging::version));
        if (!same) {
            throw new AmanaException(ErrorCode.SERVER_BUSY, "blob " + ref + " changed while it was being written");
        }
        return now.isEmpty() || BlobRows.hasSnapshots(tx, box.id(), ref.name())
                ? Optional.empty()
                : Optional.of(ContentRows.of(tx, now.get()).places());
    }
}
