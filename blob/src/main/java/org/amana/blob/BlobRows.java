package org.amana.blob;

import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.amana.store.Reader;
import org.amana.store.Row;
import org.amana.store.Transaction;

/// The tables `blob` and `snapshot`: rows in, rows out.
final class BlobRows {
    /// Everything but the content and what only a blob has.
    private static final String SHARED =
            "name, version, content_version, created, modified, length, content_type, content_encoding, content_language,"
                    + " content_disposition, cache_control, content_md5, metadata, tags, copy_id, copy_source,"
                    + " copy_completed";

    private static final String LEASE = "lease_id, lease_seconds, lease_ends, lease_broken";

    /// The columns that [#blob] reads.
    static final String BLOB_COLUMNS = SHARED + ", " + LEASE;

    /// The columns that [#snapshot] reads.
    static final String SNAPSHOT_COLUMNS = SHARED + ", taken";

    private static final String FIND_BLOB = "SELECT " + BLOB_COLUMNS + " FROM blob WHERE container_id = ? AND name = ?";
    private static final String FIND_SNAPSHOT =
            "SELECT " + SNAPSHOT_COLUMNS + " FROM snapshot WHERE container_id = ? AND name = ? AND taken = ?";
    private static final String SNAPSHOTS = "SELECT " + SNAPSHOT_COLUMNS
            + " FROM snapshot WHERE container_id = ? AND name = ? AND taken >= ?" + " ORDER BY taken LIMIT ?";
    private static final String PUT_BLOB = "INSERT OR REPLACE INTO blob (container_id, " + BLOB_COLUMNS
            + ", places, blocks) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";
    private static final String PUT_SNAPSHOT =
            "INSERT INTO snapshot (container_id, " + SNAPSHOT_COLUMNS + ", places, blocks)"
                    + " SELECT container_id, name, ?, content_version, created, modified, length, content_type,"
                    + " content_encoding, content_language, content_disposition, cache_control, content_md5, ?, tags,"
                    + " copy_id, copy_source, copy_completed, ?, places, blocks FROM blob"
                    + " WHERE container_id = ? AND name = ?";
    private static final String DESCRIBE =
            "UPDATE blob SET version = ?, modified = ?, content_type = ?, content_encoding = ?, content_language = ?,"
                    + " content_disposition = ?, cache_control = ?, content_md5 = ?, metadata = ?, tags = ?, lease_id = ?,"
                    + " lease_seconds = ?, lease_ends = ?, lease_broken = ? WHERE container_id = ? AND name = ?";
    private static final String DELETE_BLOB = "DELETE FROM blob WHERE container_id = ? AND name = ?";
    private static final String DELETE_SNAPSHOT =
            "DELETE FROM snapshot WHERE container_id = ? AND name = ? AND taken = ?";

    private BlobRows() {}

    /// A blob or a snapshot, as the snapshot says.
    static Optional<BlobRow> find(Reader reader, long containerId, BlobName name, Snapshot snapshot)
            throws SQLException {
        return snapshot.equals(Snapshot.NONE)
                ? reader.first(FIND_BLOB, row -> blob(containerId, row), containerId, name.value())
                : reader.first(
                        FIND_SNAPSHOT, row -> snapshot(containerId, row), containerId, name.value(), snapshot.ticks());
    }

    /// Snapshots of a blob from `from` on, oldest first.
    static List<BlobRow> snapshots(Reader reader, long containerId, BlobName name, long from, int most)
            throws SQLException {
        return reader.list(SNAPSHOTS, row -> snapshot(containerId, row), containerId, name.value(), from, most);
    }

    static boolean hasSnapshots(Reader reader, long containerId, BlobName name) throws SQLException {
        return !snapshots(reader, containerId, name, Long.MIN_VALUE, 1).isEmpty();
    }

    /// Writes a blob with its content columns, in place of one of this name.
    static void put(Transaction tx, BlobRow row, Optional<byte[]> places, Optional<byte[]> blocks) throws SQLException {
        HttpHeaders headers = row.headers();
        Lease lease = row.lease();
        tx.update(
                PUT_BLOB,
                row.containerId(),
                row.name().value(),
                row.version(),
                row.contentVersion(),
                row.created(),
                row.lastModified(),
                row.length(),
                headers.contentType(),
                present(headers.contentEncoding()),
                present(headers.contentLanguage()),
                present(headers.contentDisposition()),
                present(headers.cacheControl()),
                headers.contentMd5().map(Md5::bytes),
                TextPairs.of(row.metadata()),
                TextPairs.of(row.tags()),
                row.copy().map(CopyState::id),
                row.copy().map(CopyState::source),
                row.copy().map(CopyState::completed),
                present(lease.id().value()),
                lease.id().isPresent() ? Optional.of(lease.seconds()) : Optional.empty(),
                lease.id().isPresent() ? Optional.of(lease.ends()) : Optional.empty(),
                lease.id().isPresent() ? Optional.of(lease.breaking()) : Optional.empty(),
                places,
                blocks);
    }

    /// Writes everything that may change without the content.
    static void describe(Transaction tx, BlobRow row) throws SQLException {
        HttpHeaders headers = row.headers();
        Lease lease = row.lease();
        tx.update(
                DESCRIBE,
                row.version(),
                row.lastModified(),
                headers.contentType(),
                present(headers.contentEncoding()),
                present(headers.contentLanguage()),
                present(headers.contentDisposition()),
                present(headers.cacheControl()),
                headers.contentMd5().map(Md5::bytes),
                TextPairs.of(row.metadata()),
                TextPairs.of(row.tags()),
                present(lease.id().value()),
                lease.id().isPresent() ? Optional.of(lease.seconds()) : Optional.empty(),
                lease.id().isPresent() ? Optional.of(lease.ends()) : Optional.empty(),
                lease.id().isPresent() ? Optional.of(lease.breaking()) : Optional.empty(),
                row.containerId(),
                row.name().value());
    }

    /// Copies the row of a blob to its snapshots.
    ///
    /// @param snapshot made by [BlobRow#snapshotAt]
    static void putSnapshot(Transaction tx, BlobRow snapshot) throws SQLException {
        tx.update(
                PUT_SNAPSHOT,
                snapshot.version(),
                TextPairs.of(snapshot.metadata()),
                snapshot.snapshot().ticks(),
                snapshot.containerId(),
                snapshot.name().value());
    }

    static void delete(Transaction tx, BlobRow row) throws SQLException {
        if (row.snapshot().equals(Snapshot.NONE)) {
            tx.update(DELETE_BLOB, row.containerId(), row.name().value());
        } else {
            tx.update(
                    DELETE_SNAPSHOT,
                    row.containerId(),
                    row.name().value(),
                    row.snapshot().ticks());
        }
    }

    /// Reads a row with [#BLOB_COLUMNS].
    static BlobRow blob(long containerId, Row row) throws SQLException {
        return read(containerId, row, Snapshot.NONE, lease(row));
    }

    /// Reads a row with [#SNAPSHOT_COLUMNS].
    static BlobRow snapshot(long containerId, Row row) throws SQLException {
        return read(containerId, row, new Snapshot(row.number("taken")), Lease.AVAILABLE);
    }

    private static BlobRow read(long containerId, Row row, Snapshot snapshot, Lease lease) throws SQLException {
        HttpHeaders headers = new HttpHeaders(
                row.text("content_type"),
                row.optionalText("content_encoding").orElse(""),
                row.optionalText("content_language").orElse(""),
                row.optionalText("content_disposition").orElse(""),
                row.optionalText("cache_control").orElse(""),
                row.optionalBytes("content_md5").map(Md5::of));
        long length = row.number("length");
        Optional<String> copyId = row.optionalText("copy_id");
        return new BlobRow(
                containerId,
                new BlobName(row.text("name")),
                snapshot,
                row.number("version"),
                row.number("content_version"),
                row.instant("created"),
                row.instant("modified"),
                length,
                headers,
                TextPairs.metadata(row.optionalText("metadata")),
                TextPairs.tags(row.optionalText("tags")),
                lease,
                copyId.isEmpty() ? Optional.empty() : Optional.of(copy(copyId.get(), length, row)));
    }

    private static CopyState copy(String id, long length, Row row) throws SQLException {
        return new CopyState(
                id,
                row.text("copy_source"),
                length,
                row.optionalInstant("copy_completed").orElse(Instant.EPOCH));
    }

    /// Reads the four lease columns, which blobs and containers have alike.
    static Lease lease(Row row) throws SQLException {
        Optional<String> id = row.optionalText("lease_id");
        return id.isEmpty()
                ? Lease.AVAILABLE
                : new Lease(
                        new LeaseId(id.get()),
                        row.integer("lease_seconds"),
                        row.number("lease_ends"),
                        row.flag("lease_broken"));
    }

    static Optional<String> present(String text) {
        return text.isEmpty() ? Optional.empty() : Optional.of(text);
    }
}
