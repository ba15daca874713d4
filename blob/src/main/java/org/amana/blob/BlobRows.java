package org.amana.blob;

import java.sql.SQLException;
import java.util.Optional;
import org.amana.store.Reader;
import org.amana.store.Transaction;

/// The rows that blobs and their past have, in whichever table: a row without a snapshot is one of [CurrentRows],
/// any other of [SnapshotRows].
final class BlobRows {
    private BlobRows() {}

    /// A blob or a snapshot, as the snapshot says.
    static Optional<BlobRow> find(Reader reader, long containerId, BlobName name, Snapshot snapshot)
            throws SQLException {
        return snapshot.equals(Snapshot.NONE)
                ? CurrentRows.find(reader, containerId, name)
                : SnapshotRows.find(reader, containerId, name, snapshot);
    }

    /// The same in one query with the content columns, which `mapper` reads.
    static <T> Optional<T> findWithContent(
            Reader reader, long containerId, BlobName name, Snapshot snapshot, BlobColumns.WithContent<T> mapper)
            throws SQLException {
        return snapshot.equals(Snapshot.NONE)
                ? CurrentRows.findWithContent(reader, containerId, name, mapper)
                : SnapshotRows.findWithContent(reader, containerId, name, snapshot, mapper);
    }

    /// What the reference names: the blob, a snapshot or a version, but nothing that is deleted.
    static Optional<BlobRow> find(Reader reader, long containerId, BlobRef ref) throws SQLException {
        return ref.version().isPresent()
                ? version(reader, containerId, ref.name(), ref.version())
                : find(reader, containerId, ref.name(), ref.snapshot()).filter(BlobRows::isNamedByItsTime);
    }

    /// Whether it is the blob itself, or a snapshot that is not deleted.
    static boolean isNamedByItsTime(BlobRow row) {
        return isCurrent(row) || row.standing().equals(Standing.SNAPSHOT);
    }

    private static Optional<BlobRow> version(Reader reader, long containerId, BlobName name, VersionId version)
            throws SQLException {
        Optional<BlobRow> current = CurrentRows.find(reader, containerId, name)
                .filter(row -> row.standing().version().equals(version));
        return current.isPresent()
                ? current
                : SnapshotRows.previousVersion(reader, containerId, name, version)
                        .filter(row -> !row.standing().isDeleted());
    }

    /// Writes how a row is kept and what it stands for.
    static void keep(Transaction tx, BlobRow row) throws SQLException {
        if (isCurrent(row)) {
            CurrentRows.keep(tx, row);
        } else {
            SnapshotRows.keep(tx, row);
        }
    }

    /// Writes everything that may change without the content. Of what is past, only tags may.
    static void describe(Transaction tx, BlobRow row) throws SQLException {
        if (isCurrent(row)) {
            CurrentRows.describe(tx, row);
        } else {
            SnapshotRows.tag(tx, row);
        }
    }

    /// Brings a deleted blob back: what stands among the past becomes the blob again.
    static void putBack(Transaction tx, BlobRow deleted) throws SQLException {
        CurrentRows.putBack(tx, deleted);
        SnapshotRows.take(tx, deleted);
        BlobRow blob = deleted.asBlob();
        if (!blob.keeping().equals(Keeping.NONE)) {
            CurrentRows.keep(tx, blob);
        }
    }

    /// Deletes for good.
    ///
    /// @throws org.amana.kernel.AmanaException `BLOB_IMMUTABLE` or `BLOB_ON_LEGAL_HOLD`, whoever asks
    static void delete(Transaction tx, BlobRow row) throws SQLException {
        row.keeping().requireFree(tx.now(), row.name());
        take(tx, row);
    }

    /// Takes the row away, because what it was stands elsewhere now.
    static void take(Transaction tx, BlobRow row) throws SQLException {
        if (isCurrent(row)) {
            CurrentRows.take(tx, row);
        } else {
            SnapshotRows.take(tx, row);
        }
    }

    private static boolean isCurrent(BlobRow row) {
        return row.snapshot().equals(Snapshot.NONE);
    }
}
