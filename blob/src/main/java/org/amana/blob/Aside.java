package org.amana.blob;

import java.sql.SQLException;
import java.util.Optional;
import org.amana.store.Places;
import org.amana.store.Transaction;

/// Puts the state that a blob has among its past, before another takes its place or it is deleted. No byte moves: the
/// row of the past refers to the same ones.
record Aside(BlobParts parts, Box box, Safeguards safeguards) {
    /// Before other content or metadata is written.
    ///
    /// @return the version that the new state is; [VersionId#NONE] while versions are off
    VersionId beforeWrite(Transaction tx, BlobName name, Optional<BlobRow> before, Safeguards.Fate fate)
            throws SQLException {
        VersionId last = VersionId.NONE;
        if (before.isPresent() && fate.isKept()) {
            last = put(tx, before.get(), fate, Standing.Kind.SNAPSHOT)
                    .standing()
                    .version();
        }
        return safeguards.versions()
                ? new VersionId(
                        SnapshotRows.nextMoment(tx, box.id(), name, last).ticks())
                : VersionId.NONE;
    }

    /// Takes a blob away: it goes for good, or is put among its past as something that is deleted.
    ///
    /// @return the places that nobody refers to any more
    /// @throws org.amana.kernel.AmanaException `BLOB_IMMUTABLE` or `BLOB_ON_LEGAL_HOLD`, whatever the fate
    Places remove(Transaction tx, BlobRow blob, Safeguards.Fate fate) throws SQLException {
        if (fate.isKept()) {
            blob.keeping().requireFree(tx.now(), blob.name());
            BlobRow past = put(tx, blob, fate, Standing.Kind.BLOB);
            if (fate == Safeguards.Fate.PREVIOUS_VERSION) {
                SnapshotRows.end(tx, past);
            }
            BlobRows.take(tx, blob);
            return Places.EMPTY;
        }
        return removeForGood(tx, blob);
    }

    /// The same of whatever has a row: the blob, a snapshot or a version.
    static Places removeForGood(Transaction tx, BlobRow row) throws SQLException {
        Places released = ContentRows.toRelease(tx, row);
        BlobRows.delete(tx, row);
        ContentRows.forget(tx, row);
        return released;
    }

    private BlobRow put(Transaction tx, BlobRow blob, Safeguards.Fate fate, Standing.Kind deletedAs)
            throws SQLException {
        BlobRow past = switch (fate) {
            case PREVIOUS_VERSION -> blob.asPreviousVersion(version(tx, blob));
            case DELETED_BUT_KEPT ->
                blob.asDeleted(
                        SnapshotRows.nextMoment(tx, box.id(), blob.name(), VersionId.NONE),
                        deletedAs,
                        safeguards.deletion(tx.now()));
            case GONE -> throw new IllegalArgumentException("nothing is put aside of what is gone");
        };
        SnapshotRows.put(tx, past);
        note(tx, past);
        return past;
    }

    /// A blob that was written while versions were off gets its version now.
    private VersionId version(Transaction tx, BlobRow blob) throws SQLException {
        VersionId own = blob.standing().version();
        return own.isPresent()
                ? own
                : new VersionId(SnapshotRows.nextMoment(tx, box.id(), blob.name(), VersionId.NONE)
                        .ticks());
    }

    private void note(Transaction tx, BlobRow past) throws SQLException {
        if (parts.references().isWalking()) {
            RowKey key = new RowKey.OfSnapshot(
                    box.id(), past.name().value(), past.snapshot().ticks());
            parts.references().note(key, box.id(), ContentRows.toRelease(tx, past));
        }
    }
}
