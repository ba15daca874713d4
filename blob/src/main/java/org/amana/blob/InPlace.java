package org.amana.blob;

import java.sql.SQLException;
import java.util.Optional;
import org.amana.kernel.AmanaException;
import org.amana.kernel.ErrorCode;
import org.amana.policy.Restraint;
import org.amana.store.Transaction;

/// A blob that is there and is to be changed in place, as it was seen: while it is locked, it stays so.
record InPlace(BlobParts parts, Box box, BlobRef ref, BlobRow row) {
    /// @throws AmanaException `BLOB_NOT_FOUND`
    static InPlace of(BlobParts parts, Box box, BlobRef ref) {
        return new InPlace(
                parts,
                box,
                ref,
                parts.catalog()
                        .readOne(reader -> parts.find(reader, box, ref))
                        .orElseThrow(() -> BlobParts.notFound(ref)));
    }

    /// @throws AmanaException the failures of conditions and leases, `PENDING_COPY`
    InPlace require(Conditions conditions) {
        requireChangeable(conditions);
        Preconditions.requireForWrite(conditions, row.etag(), row.lastModified(), row.tags(), ref);
        return this;
    }

    /// The same of a blob of which nothing is overwritten.
    InPlace requireForAddition(Conditions conditions) {
        requireChangeable(conditions);
        Preconditions.requireForAddition(conditions, row.etag(), row.lastModified(), row.tags(), ref);
        return this;
    }

    private void requireChangeable(Conditions conditions) {
        row.requireNoPendingCopy();
        row.lease().requireForWrite(conditions.lease(), parts.now(), LeaseKind.BLOB);
    }

    /// Why it must stay as it is, for the gate to decide. A write in place makes no version that could be kept instead.
    Optional<Restraint> restraint() {
        return row.keeping().restraint(parts.now());
    }

    /// The same blob in the change that is to be made.
    ///
    /// @throws AmanaException `SERVER_BUSY` when it has changed: the figures in the ledger would be wrong
    BlobRow again(Transaction tx) throws SQLException {
        return BlobRows.find(tx, box.id(), ref.name(), Snapshot.NONE)
                .filter(now -> now.version() == row.version())
                .orElseThrow(() -> new AmanaException(
                        ErrorCode.SERVER_BUSY, "blob " + ref + " changed while it was being written"));
    }
}
