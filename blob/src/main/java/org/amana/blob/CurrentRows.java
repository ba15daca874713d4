package org.amana.blob;

import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.amana.kernel.AmanaException;
import org.amana.store.Reader;
import org.amana.store.Row;
import org.amana.store.Transaction;
import org.jspecify.annotations.Nullable;

/// The table `blob`: the row that each blob has now. Its past is in [SnapshotRows].
final class CurrentRows {
    /// What few rows have; a plain write leaves them NULL without naming them.
    private static final String KEEPING = ", keeping, version_id";

    private static final String LEASE = ", lease_id, lease_seconds, lease_ends, lease_broken";
    private static final String COLUMNS = BlobColumns.NAMES + LEASE + KEEPING;
    private static final String OF_NAME = " FROM blob WHERE container_id = ? AND name = ?";
    private static final String FIND = "SELECT " + COLUMNS + OF_NAME;
    private static final String FIND_WITH_CONTENT = "SELECT " + COLUMNS + BlobColumns.CONTENT + OF_NAME;
    private static final String PAGE =
            "SELECT " + COLUMNS + " FROM blob WHERE container_id = ? AND name > ? ORDER BY name LIMIT ?";
    private static final String PUT =
            "INSERT OR REPLACE INTO blob (container_id, name, version, content_version, created, modified, length,"
                    + " content_type, other_headers, content_md5, tags, metadata, copy_id, copy_source, copy_completed,"
                    + " lease_id, lease_seconds, lease_ends, lease_broken, places, blocks)"
                    + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";
    private static final String PUT_BACK = "INSERT INTO blob (container_id, " + BlobColumns.NAMES
            + ", places, blocks) SELECT container_id, " + BlobColumns.NAMES
            + ", places, blocks FROM snapshot WHERE container_id = ? AND name = ? AND taken = ?";
    private static final String AMEND =
            "UPDATE blob SET version = ?, content_version = ?, modified = ?, length = ?, kind = ?, kind_number = ?,"
                    + " stored = ?, stream = ?, lease_id = ?, lease_seconds = ?, lease_ends = ?, lease_broken = ?"
                    + " WHERE container_id = ? AND name = ?";
    private static final String DESCRIBE =
            "UPDATE blob SET version = ?, modified = ?, content_type = ?, other_headers = ?, content_md5 = ?,"
                    + " metadata = ?, tags = ?, lease_id = ?, lease_seconds = ?, lease_ends = ?, lease_broken = ?"
                    + " WHERE container_id = ? AND name = ?";
    private static final String KEEP =
            "UPDATE blob SET keeping = ?, version_id = ? WHERE container_id = ? AND name = ?";
    private static final String COPIED =
            "UPDATE blob SET copy_id = ?, copy_source = ?, copy_completed = ? WHERE container_id = ? AND name = ?";
    private static final String FORGET_COPY =
            "UPDATE blob SET copy_id = NULL, copy_source = NULL, copy_completed = NULL"
                    + " WHERE container_id = ? AND name = ? AND copy_id IS NOT NULL";
    private static final String TAKE = "DELETE FROM blob WHERE container_id = ? AND name = ?";

    private CurrentRows() {}

    static Optional<BlobRow> find(Reader reader, long containerId, BlobName name) throws SQLException {
        return reader.first(FIND, row -> read(containerId, row, BlobColumns.ALL), containerId, name.value());
    }

    /// The same in one query with the content columns, which `mapper` reads.
    static <T> Optional<T> findWithContent(
            Reader reader, long containerId, BlobName name, BlobColumns.WithContent<T> mapper) throws SQLException {
        return reader.first(
                FIND_WITH_CONTENT,
                row -> mapper.of(read(containerId, row, BlobColumns.ALL), row),
                containerId,
                name.value());
    }

    /// The blobs of a container whose names come after this one.
    static List<BlobRow> page(Reader reader, long containerId, String after, int most) throws SQLException {
        return reader.list(PAGE, row -> read(containerId, row, BlobColumns.ALL), containerId, after, most);
    }

    /// What a query has to name for [#read].
    static String columns(BlobColumns columns) {
        return columns.names(KEEPING) + LEASE;
    }

    static BlobRow read(long containerId, Row row, BlobColumns columns) throws SQLException {
        return columns.read(
                containerId,
                row,
                Snapshot.NONE,
                LeaseColumns.read(row),
                Standing.BLOB.withVersion(
                        new VersionId(row.optionalNumber("version_id").orElse(0))));
    }

    /// Writes a blob with its content columns, in place of one of this name.
    static void put(Transaction tx, BlobRow row, Optional<byte[]> places, Optional<byte[]> blocks) throws SQLException {
        HttpHeaders headers = row.headers();
        LeaseColumns lease = new LeaseColumns(row.lease());
        change(
                tx,
                row,
                PUT,
                row.containerId(),
                row.name().value(),
                row.version(),
                row.contentVersion(),
                row.created(),
                row.lastModified(),
                row.length(),
                headers.contentType(),
                HeadersText.of(headers),
                headers.contentMd5().map(Md5::bytes),
                TextPairs.of(row.tags()),
                TextPairs.of(row.metadata()),
                row.copy().map(CopyState::id),
                row.copy().map(CopyText::of),
                row.copy().map(CopyState::completed),
                lease.id(),
                lease.seconds(),
                lease.ends(),
                lease.broken(),
                places,
                blocks);
        if (!row.keeping().equals(Keeping.NONE) || row.standing().version().isPresent()) {
            keep(tx, row);
        }
    }

    /// Makes a blob again of a row of the past, which stays where it is. How it is kept is still to be written.
    static void putBack(Transaction tx, BlobRow deleted) throws SQLException {
        change(
                tx,
                deleted,
                PUT_BACK,
                deleted.containerId(),
                deleted.name().value(),
                deleted.snapshot().ticks());
    }

    /// Writes what changes with the content of an append or page blob, which is not in the row.
    ///
    /// @throws AmanaException `BLOB_IMMUTABLE` or `BLOB_ON_LEGAL_HOLD`, whoever asks
    static void amend(Transaction tx, BlobRow row) throws SQLException {
        row.keeping().requireFree(tx.now(), row.name());
        form(tx, row);
    }

    /// Writes those columns of an append or page blob that one of a block blob leaves out.
    static void form(Transaction tx, BlobRow row) throws SQLException {
        LeaseColumns lease = new LeaseColumns(row.lease());
        change(
                tx,
                row,
                AMEND,
                row.version(),
                row.contentVersion(),
                row.lastModified(),
                row.length(),
                FormColumns.kind(row.kind()),
                FormColumns.kindNumber(row.kind()),
                row.storedBytes(),
                row.form().stream(),
                lease.id(),
                lease.seconds(),
                lease.ends(),
                lease.broken(),
                row.containerId(),
                row.name().value());
    }

    /// Writes everything that may change without the content.
    static void describe(Transaction tx, BlobRow row) throws SQLException {
        HttpHeaders headers = row.headers();
        LeaseColumns lease = new LeaseColumns(row.lease());
        change(
                tx,
                row,
                DESCRIBE,
                row.version(),
                row.lastModified(),
                headers.contentType(),
                HeadersText.of(headers),
                headers.contentMd5().map(Md5::bytes),
                TextPairs.of(row.metadata()),
                TextPairs.of(row.tags()),
                lease.id(),
                lease.seconds(),
                lease.ends(),
                lease.broken(),
                row.containerId(),
                row.name().value());
    }

    /// Writes how a blob is kept, and its version.
    static void keep(Transaction tx, BlobRow row) throws SQLException {
        VersionId version = row.standing().version();
        change(
                tx,
                row,
                KEEP,
                KeepingText.of(row.keeping()),
                version.isPresent() ? Optional.of(version.ticks()) : Optional.empty(),
                row.containerId(),
                row.name().value());
        Deadlines.set(tx, row);
        Holds.set(tx, row);
    }

    /// Writes what the last copy was.
    static void copied(Transaction tx, BlobRow row) throws SQLException {
        change(
                tx,
                row,
                COPIED,
                row.copy().map(CopyState::id),
                row.copy().map(CopyText::of),
                row.copy().map(CopyState::completed),
                row.containerId(),
                row.name().value());
    }

    /// Takes from a blob what was told of a copy.
    static void forgetCopy(Transaction tx, BlobRow row) throws SQLException {
        change(tx, row, FORGET_COPY, row.containerId(), row.name().value());
    }

    /// Takes the row away.
    static void take(Transaction tx, BlobRow row) throws SQLException {
        change(tx, row, TAKE, row.containerId(), row.name().value());
    }

    /// Everything that is written in the table `blob` is written by this, but for [RowKey#replace] and for what
    /// [RowsToWorkOff] clears away, which nobody can ask for any more.
    private static void change(Transaction tx, BlobRow row, String sql, @Nullable Object... arguments)
            throws SQLException {
        ContentRows.changes(tx, row.containerId(), row.name().value());
        tx.update(sql, arguments);
    }
}
