package org.amana.blob;

import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.amana.store.Reader;
import org.amana.store.Row;
import org.amana.store.Transaction;

/// The table `snapshot`: the past of blobs. Snapshots are there, previous versions, and what was deleted and is still
/// kept; [Standing] says what a row is. What the blob is now is in [CurrentRows].
final class SnapshotRows {
    private static final String COLUMNS = BlobColumns.NAMES + ", taken, keeping, past, deleted, deleted_until";
    private static final String OF_MOMENT = " FROM snapshot WHERE container_id = ? AND name = ? AND taken = ?";
    private static final String FIND = "SELECT " + COLUMNS + OF_MOMENT;
    private static final String FIND_WITH_CONTENT = "SELECT " + COLUMNS + BlobColumns.CONTENT + OF_MOMENT;
    private static final String PAGE = "SELECT " + COLUMNS
            + " FROM snapshot WHERE container_id = ? AND name = ? AND taken >= ?" + " ORDER BY taken LIMIT ?";
    private static final String PUT = "INSERT INTO snapshot (container_id, " + COLUMNS + ", places, blocks)"
            + " SELECT container_id, name, ?, content_version, created, modified, length, content_type,"
            + " other_headers, content_md5, tags, kind, kind_number, stored, stream, ?, copy_id, copy_source,"
            + " copy_completed, ?, ?, ?, ?, ?, places, blocks FROM blob WHERE container_id = ? AND name = ?";
    private static final String KEEP = "UPDATE snapshot SET keeping = ?, past = ?,"
            + " deleted = ?, deleted_until = ? WHERE container_id = ? AND name = ? AND taken = ?";
    private static final String TAG = "UPDATE snapshot SET tags = ? WHERE container_id = ? AND name = ? AND taken = ?";
    private static final String TAKE = "DELETE FROM snapshot WHERE container_id = ? AND name = ? AND taken = ?";

    private SnapshotRows() {}

    static Optional<BlobRow> find(Reader reader, long containerId, BlobName name, Snapshot snapshot)
            throws SQLException {
        return reader.first(FIND, row -> read(containerId, row), containerId, name.value(), snapshot.ticks());
    }

    /// The same in one query with the content columns, which `mapper` reads.
    static <T> Optional<T> findWithContent(
            Reader reader, long containerId, BlobName name, Snapshot snapshot, BlobColumns.WithContent<T> mapper)
            throws SQLException {
        return reader.first(
                FIND_WITH_CONTENT,
                row -> mapper.of(read(containerId, row), row),
                containerId,
                name.value(),
                snapshot.ticks());
    }

    /// A version that is not the current one, even if it is deleted.
    static Optional<BlobRow> previousVersion(Reader reader, long containerId, BlobName name, VersionId version)
            throws SQLException {
        return find(reader, containerId, name, new Snapshot(version.ticks()))
                .filter(row -> row.standing().kind() == Standing.Kind.VERSION);
    }

    /// All that the catalog has of a blob's past, oldest first.
    static List<BlobRow> past(Reader reader, long containerId, BlobName name) throws SQLException {
        return page(reader, containerId, name, Integer.MAX_VALUE);
    }

    /// Of those, from `from` on, the ones for which the condition holds.
    static List<BlobRow> past(Reader reader, long containerId, BlobName name, long from, String condition)
            throws SQLException {
        return reader.list(
                "SELECT " + COLUMNS + " FROM snapshot WHERE container_id = ? AND name = ? AND taken >= ? AND "
                        + condition + " ORDER BY taken",
                row -> read(containerId, row),
                containerId,
                name.value(),
                from);
    }

    static boolean hasPast(Reader reader, long containerId, BlobName name) throws SQLException {
        return !page(reader, containerId, name, 1).isEmpty();
    }

    private static List<BlobRow> page(Reader reader, long containerId, BlobName name, int most) throws SQLException {
        return reader.list(PAGE, row -> read(containerId, row), containerId, name.value(), Long.MIN_VALUE, most);
    }

    /// The snapshots that are not deleted.
    static List<BlobRow> liveSnapshots(Reader reader, long containerId, BlobName name) throws SQLException {
        return past(reader, containerId, name, Long.MIN_VALUE, "past = 0 AND deleted IS NULL");
    }

    /// The newest of the previous versions that are not deleted.
    static Optional<BlobRow> newestVersion(Reader reader, long containerId, BlobName name) throws SQLException {
        return reader.first(
                "SELECT " + COLUMNS + " FROM snapshot WHERE container_id = ? AND name = ? AND past = 1"
                        + " AND deleted IS NULL ORDER BY taken DESC LIMIT 1",
                row -> read(containerId, row),
                containerId,
                name.value());
    }

    /// Notes of a version that with it the blob was deleted, and when.
    static void end(Transaction tx, BlobRow version) throws SQLException {
        tx.update(
                "UPDATE snapshot SET ended = ? WHERE container_id = ? AND name = ? AND taken = ?",
                tx.now(),
                version.containerId(),
                version.name().value(),
                version.snapshot().ticks());
    }

    /// When the blob was last deleted, as far as a version of it tells.
    static Optional<Instant> ended(Reader reader, long containerId, BlobName name) throws SQLException {
        return reader.first(
                        "SELECT max(ended) AS ended FROM snapshot WHERE container_id = ? AND name = ?",
                        row -> row.optionalInstant("ended"),
                        containerId,
                        name.value())
                .flatMap(it -> it);
    }

    /// A time for a new version or snapshot: now, or just after the latest that the blob has.
    static Snapshot nextMoment(Transaction tx, long containerId, BlobName name, VersionId current) throws SQLException {
        long latest = tx.first(
                        "SELECT max(taken) AS latest FROM snapshot WHERE container_id = ? AND name = ?",
                        row -> row.optionalNumber("latest").orElse(0),
                        containerId,
                        name.value())
                .orElse(0L);
        long now = Snapshot.at(tx.now()).ticks();
        return new Snapshot(Math.max(now, Math.max(latest, current.ticks()) + 1));
    }

    /// Copies the row of a blob to its past.
    ///
    /// @param snapshot made by [BlobRow#snapshotAt]
    static void put(Transaction tx, BlobRow snapshot) throws SQLException {
        Standing standing = snapshot.standing();
        tx.update(
                PUT,
                snapshot.version(),
                TextPairs.of(snapshot.metadata()),
                snapshot.snapshot().ticks(),
                KeepingText.of(snapshot.keeping()),
                standing.kind().number(),
                standing.deletion().map(Standing.Deletion::at),
                standing.deletion().map(Standing.Deletion::until),
                snapshot.containerId(),
                snapshot.name().value());
        Deadlines.set(tx, snapshot);
        Holds.set(tx, snapshot);
    }

    /// The same of an incremental copy, whose snapshots are page blobs like any others.
    ///
    /// @param kind of the snapshot
    static void put(Transaction tx, BlobRow snapshot, BlobKind.Page kind) throws SQLException {
        put(tx, snapshot);
        tx.update(
                "UPDATE snapshot SET kind = ?, kind_number = ? WHERE container_id = ? AND name = ? AND taken = ?",
                FormColumns.kind(kind),
                FormColumns.kindNumber(kind),
                snapshot.containerId(),
                snapshot.name().value(),
                snapshot.snapshot().ticks());
    }

    /// Writes how a row is kept and what it stands for.
    static void keep(Transaction tx, BlobRow row) throws SQLException {
        Standing standing = row.standing();
        tx.update(
                KEEP,
                KeepingText.of(row.keeping()),
                standing.kind().number(),
                standing.deletion().map(Standing.Deletion::at),
                standing.deletion().map(Standing.Deletion::until),
                row.containerId(),
                row.name().value(),
                row.snapshot().ticks());
        Deadlines.set(tx, row);
        Holds.set(tx, row);
    }

    /// Writes the tags.
    static void tag(Transaction tx, BlobRow row) throws SQLException {
        tx.update(
                TAG,
                TextPairs.of(row.tags()),
                row.containerId(),
                row.name().value(),
                row.snapshot().ticks());
    }

    /// Takes the row away.
    static void take(Transaction tx, BlobRow row) throws SQLException {
        tx.update(TAKE, row.containerId(), row.name().value(), row.snapshot().ticks());
    }

    private static BlobRow read(long containerId, Row row) throws SQLException {
        return BlobColumns.ALL.read(
                containerId, row, new Snapshot(row.number("taken")), Lease.AVAILABLE, standing(row));
    }

    private static Standing standing(Row row) throws SQLException {
        Standing.Kind kind = Standing.Kind.of(row.integer("past"));
        Optional<Instant> deleted = row.optionalInstant("deleted");
        Instant until = row.optionalInstant("deleted_until").orElse(Instant.EPOCH);
        return new Standing(
                kind,
                kind == Standing.Kind.VERSION ? new VersionId(row.number("taken")) : VersionId.NONE,
                deleted.map(at -> new Standing.Deletion(at, until)));
    }
}
