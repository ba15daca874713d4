package org.amana.blob;

import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.amana.kernel.AmanaException;
import org.amana.kernel.ErrorCode;
import org.amana.store.Reader;
import org.amana.store.Row;
import org.amana.store.Transaction;
import org.jspecify.annotations.Nullable;

/// The tables `blob` and `snapshot`: rows in, rows out.
final class BlobRows {
    private static final String ALWAYS =
            "name, version, content_version, created, modified, length, content_type, other_headers, content_md5, tags,"
                    + " kind, kind_number, stored, stream";

    /// What few rows have; a plain write leaves them NULL without naming them.
    private static final String KEEPING_OF_BLOB = ", keeping, version_id";

    private static final String KEEPING_OF_SNAPSHOT = ", keeping, past, deleted, deleted_until";

    private static final String METADATA = ", metadata";
    private static final String COPY = ", copy_id, copy_source, copy_completed";
    private static final String LEASE = ", lease_id, lease_seconds, lease_ends, lease_broken";

    /// All columns of a blob but its content's.
    private static final String BLOB_COLUMNS = ALWAYS + METADATA + COPY + LEASE;

    /// All columns of a snapshot but its content's.
    private static final String SNAPSHOT_COLUMNS = ALWAYS + METADATA + COPY + ", taken";

    /// Which columns a row was read with. Listings leave out what they do not show, as each column costs time.
    record Columns(boolean metadata, boolean copy) {
        static final Columns ALL = new Columns(true, true);

        /// Of a blob, its lease included.
        String ofBlob() {
            return ALWAYS + KEEPING_OF_BLOB + (metadata ? METADATA : "") + (copy ? COPY : "") + LEASE;
        }
    }

    private static final String CONTENT = ", places, blocks";
    private static final String OF_BLOB = " FROM blob WHERE container_id = ? AND name = ?";
    private static final String OF_SNAPSHOT = " FROM snapshot WHERE container_id = ? AND name = ? AND taken = ?";
    private static final String FIND_BLOB = "SELECT " + BLOB_COLUMNS + KEEPING_OF_BLOB + OF_BLOB;
    private static final String FIND_SNAPSHOT = "SELECT " + SNAPSHOT_COLUMNS + KEEPING_OF_SNAPSHOT + OF_SNAPSHOT;
    private static final String FIND_BLOB_WITH_CONTENT = "SELECT " + BLOB_COLUMNS + KEEPING_OF_BLOB + CONTENT + OF_BLOB;
    private static final String FIND_SNAPSHOT_WITH_CONTENT =
            "SELECT " + SNAPSHOT_COLUMNS + KEEPING_OF_SNAPSHOT + CONTENT + OF_SNAPSHOT;
    private static final String SNAPSHOTS = "SELECT " + SNAPSHOT_COLUMNS + KEEPING_OF_SNAPSHOT
            + " FROM snapshot WHERE container_id = ? AND name = ? AND taken >= ?" + " ORDER BY taken LIMIT ?";
    private static final String PUT_BLOB =
            "INSERT OR REPLACE INTO blob (container_id, name, version, content_version, created, modified, length,"
                    + " content_type, other_headers, content_md5, tags, metadata, copy_id, copy_source, copy_completed,"
                    + " lease_id, lease_seconds, lease_ends, lease_broken, places, blocks)"
                    + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";
    private static final String AMEND =
            "UPDATE blob SET version = ?, content_version = ?, modified = ?, length = ?, kind = ?, kind_number = ?,"
                    + " stored = ?, stream = ?, lease_id = ?, lease_seconds = ?, lease_ends = ?, lease_broken = ?"
                    + " WHERE container_id = ? AND name = ?";
    private static final String KEEP_BLOB =
            "UPDATE blob SET keeping = ?, version_id = ? WHERE container_id = ? AND name = ?";
    private static final String KEEP_SNAPSHOT = "UPDATE snapshot SET keeping = ?, past = ?,"
            + " deleted = ?, deleted_until = ? WHERE container_id = ? AND name = ? AND taken = ?";
    private static final String PUT_SNAPSHOT =
            "INSERT INTO snapshot (container_id, " + SNAPSHOT_COLUMNS + KEEPING_OF_SNAPSHOT + ", places, blocks)"
                    + " SELECT container_id, name, ?, content_version, created, modified, length, content_type,"
                    + " other_headers, content_md5, tags, kind, kind_number, stored, stream, ?, copy_id, copy_source,"
                    + " copy_completed, ?, ?, ?, ?, ?, places, blocks FROM blob WHERE container_id = ? AND name = ?";
    private static final String PUT_BACK = "INSERT INTO blob (container_id, " + ALWAYS + METADATA + COPY
            + ", places, blocks) SELECT container_id, " + ALWAYS + METADATA + COPY
            + ", places, blocks FROM snapshot WHERE container_id = ? AND name = ? AND taken = ?";
    private static final String TAG_SNAPSHOT =
            "UPDATE snapshot SET tags = ? WHERE container_id = ? AND name = ? AND taken = ?";
    private static final String DESCRIBE =
            "UPDATE blob SET version = ?, modified = ?, content_type = ?, other_headers = ?, content_md5 = ?,"
                    + " metadata = ?, tags = ?, lease_id = ?, lease_seconds = ?, lease_ends = ?, lease_broken = ?"
                    + " WHERE container_id = ? AND name = ?";
    private static final String FORGET_COPY =
            "UPDATE blob SET copy_id = NULL, copy_source = NULL, copy_completed = NULL"
                    + " WHERE container_id = ? AND name = ? AND copy_id IS NOT NULL";
    private static final String COPIED =
            "UPDATE blob SET copy_id = ?, copy_source = ?, copy_completed = ? WHERE container_id = ? AND name = ?";
    private static final String DELETE_BLOB = "DELETE FROM blob WHERE container_id = ? AND name = ?";
    private static final String DELETE_SNAPSHOT =
            "DELETE FROM snapshot WHERE container_id = ? AND name = ? AND taken = ?";

    private BlobRows() {}

    /// A blob or a snapshot, as the snapshot says.
    static Optional<BlobRow> find(Reader reader, long containerId, BlobName name, Snapshot snapshot)
            throws SQLException {
        return snapshot.equals(Snapshot.NONE)
                ? reader.first(FIND_BLOB, row -> blob(containerId, row, Columns.ALL), containerId, name.value())
                : reader.first(
                        FIND_SNAPSHOT, row -> snapshot(containerId, row), containerId, name.value(), snapshot.ticks());
    }

    /// What the reference names: the blob, a snapshot or a version, but nothing that is deleted.
    static Optional<BlobRow> find(Reader reader, long containerId, BlobRef ref) throws SQLException {
        return ref.version().isPresent()
                ? version(reader, containerId, ref.name(), ref.version())
                : find(reader, containerId, ref.name(), ref.snapshot()).filter(BlobRows::isNamedByItsTime);
    }

    /// Whether it is the blob itself, or a snapshot that is not deleted.
    static boolean isNamedByItsTime(BlobRow row) {
        return row.snapshot().equals(Snapshot.NONE) || row.standing().equals(Standing.SNAPSHOT);
    }

    private static Optional<BlobRow> version(Reader reader, long containerId, BlobName name, VersionId version)
            throws SQLException {
        Optional<BlobRow> current = find(reader, containerId, name, Snapshot.NONE)
                .filter(row -> row.standing().version().equals(version));
        return current.isPresent()
                ? current
                : previousVersion(reader, containerId, name, version)
                        .filter(row -> !row.standing().isDeleted());
    }

    /// A version that is not the current one, even if it is deleted.
    static Optional<BlobRow> previousVersion(Reader reader, long containerId, BlobName name, VersionId version)
            throws SQLException {
        return find(reader, containerId, name, new Snapshot(version.ticks()))
                .filter(row -> row.standing().kind() == Standing.Kind.VERSION);
    }

    /// All that the catalog has of a blob's past, oldest first: snapshots, previous versions, and what was deleted.
    static List<BlobRow> past(Reader reader, long containerId, BlobName name) throws SQLException {
        return snapshots(reader, containerId, name, Long.MIN_VALUE, Integer.MAX_VALUE);
    }

    /// Of those, from `from` on, the ones for which the condition holds.
    static List<BlobRow> past(Reader reader, long containerId, BlobName name, long from, String condition)
            throws SQLException {
        return reader.list(
                "SELECT " + SNAPSHOT_COLUMNS + KEEPING_OF_SNAPSHOT
                        + " FROM snapshot WHERE container_id = ? AND name = ? AND taken >= ? AND " + condition
                        + " ORDER BY taken",
                row -> snapshot(containerId, row),
                containerId,
                name.value(),
                from);
    }

    /// The newest of the previous versions that are not deleted.
    static Optional<BlobRow> newestVersion(Reader reader, long containerId, BlobName name) throws SQLException {
        return reader.first(
                "SELECT " + SNAPSHOT_COLUMNS + KEEPING_OF_SNAPSHOT
                        + " FROM snapshot WHERE container_id = ? AND name = ? AND past = 1 AND deleted IS NULL"
                        + " ORDER BY taken DESC LIMIT 1",
                row -> snapshot(containerId, row),
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

    /// The snapshots that are not deleted.
    static List<BlobRow> liveSnapshots(Reader reader, long containerId, BlobName name) throws SQLException {
        return past(reader, containerId, name, Long.MIN_VALUE, "past = 0 AND deleted IS NULL");
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

    /// Brings a deleted blob back: what stands among the past becomes the blob again.
    static void putBack(Transaction tx, BlobRow deleted) throws SQLException {
        change(
                tx,
                deleted,
                PUT_BACK,
                deleted.containerId(),
                deleted.name().value(),
                deleted.snapshot().ticks());
        tx.update(
                DELETE_SNAPSHOT,
                deleted.containerId(),
                deleted.name().value(),
                deleted.snapshot().ticks());
        BlobRow blob = deleted.asBlob();
        if (!blob.keeping().equals(Keeping.NONE)) {
            keep(tx, blob);
        }
    }

    /// What becomes of a row that was read with its content columns, `places` and `blocks`.
    interface WithContent<T> {
        T of(BlobRow blob, Row row) throws SQLException;
    }

    /// The same in one query with the content columns, which `mapper` reads.
    static <T> Optional<T> findWithContent(
            Reader reader, long containerId, BlobName name, Snapshot snapshot, WithContent<T> mapper)
            throws SQLException {
        return snapshot.equals(Snapshot.NONE)
                ? reader.first(
                        FIND_BLOB_WITH_CONTENT,
                        row -> mapper.of(blob(containerId, row, Columns.ALL), row),
                        containerId,
                        name.value())
                : reader.first(
                        FIND_SNAPSHOT_WITH_CONTENT,
                        row -> mapper.of(snapshot(containerId, row), row),
                        containerId,
                        name.value(),
                        snapshot.ticks());
    }

    /// Snapshots of a blob from `from` on, oldest first.
    static List<BlobRow> snapshots(Reader reader, long containerId, BlobName name, long from, int most)
            throws SQLException {
        return reader.list(SNAPSHOTS, row -> snapshot(containerId, row), containerId, name.value(), from, most);
    }

    static boolean hasSnapshots(Reader reader, long containerId, BlobName name) throws SQLException {
        return !snapshots(reader, containerId, name, Long.MIN_VALUE, 1).isEmpty();
    }

    /// The blobs of a container whose names come after this one.
    static List<BlobRow> page(Reader reader, long containerId, String after, int most) throws SQLException {
        return reader.list(
                "SELECT " + BLOB_COLUMNS + KEEPING_OF_BLOB
                        + " FROM blob WHERE container_id = ? AND name > ? ORDER BY name LIMIT ?",
                row -> blob(containerId, row, Columns.ALL),
                containerId,
                after,
                most);
    }

    /// Writes a blob with its content columns, in place of one of this name.
    static void put(Transaction tx, BlobRow row, Optional<byte[]> places, Optional<byte[]> blocks) throws SQLException {
        HttpHeaders headers = row.headers();
        Lease lease = row.lease();
        change(
                tx,
                row,
                PUT_BLOB,
                row.containerId(),
                row.name().value(),
                row.version(),
                row.contentVersion(),
                row.created(),
                row.lastModified(),
                row.length(),
                headers.contentType(),
                otherHeaders(headers),
                headers.contentMd5().map(Md5::bytes),
                TextPairs.of(row.tags()),
                TextPairs.of(row.metadata()),
                row.copy().map(CopyState::id),
                row.copy().map(CopyText::of),
                row.copy().map(CopyState::completed),
                present(lease.id().value()),
                lease.id().isPresent() ? Optional.of(lease.seconds()) : Optional.empty(),
                lease.id().isPresent() ? Optional.of(lease.ends()) : Optional.empty(),
                lease.id().isPresent() ? Optional.of(lease.breaking()) : Optional.empty(),
                places,
                blocks);
        if (!row.keeping().equals(Keeping.NONE) || row.standing().version().isPresent()) {
            keep(tx, row);
        }
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
        Lease lease = row.lease();
        change(
                tx,
                row,
                AMEND,
                row.version(),
                row.contentVersion(),
                row.lastModified(),
                row.length(),
                kindCode(row.kind()),
                kindNumber(row.kind()),
                row.storedBytes(),
                row.form().stream(),
                present(lease.id().value()),
                lease.id().isPresent() ? Optional.of(lease.seconds()) : Optional.empty(),
                lease.id().isPresent() ? Optional.of(lease.ends()) : Optional.empty(),
                lease.id().isPresent() ? Optional.of(lease.breaking()) : Optional.empty(),
                row.containerId(),
                row.name().value());
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

    /// Writes how a row is kept and what it stands for.
    static void keep(Transaction tx, BlobRow row) throws SQLException {
        Standing standing = row.standing();
        if (row.snapshot().equals(Snapshot.NONE)) {
            VersionId version = standing.version();
            change(
                    tx,
                    row,
                    KEEP_BLOB,
                    KeepingText.of(row.keeping()),
                    version.isPresent() ? Optional.of(version.ticks()) : Optional.empty(),
                    row.containerId(),
                    row.name().value());
        } else {
            tx.update(
                    KEEP_SNAPSHOT,
                    KeepingText.of(row.keeping()),
                    standing.kind().number(),
                    standing.deletion().map(Standing.Deletion::at),
                    standing.deletion().map(Standing.Deletion::until),
                    row.containerId(),
                    row.name().value(),
                    row.snapshot().ticks());
        }
        Deadlines.set(tx, row);
        Holds.set(tx, row);
    }

    /// Writes everything that may change without the content. Of what is past, only tags may.
    static void describe(Transaction tx, BlobRow row) throws SQLException {
        if (!row.snapshot().equals(Snapshot.NONE)) {
            tx.update(
                    TAG_SNAPSHOT,
                    TextPairs.of(row.tags()),
                    row.containerId(),
                    row.name().value(),
                    row.snapshot().ticks());
            return;
        }
        HttpHeaders headers = row.headers();
        Lease lease = row.lease();
        change(
                tx,
                row,
                DESCRIBE,
                row.version(),
                row.lastModified(),
                headers.contentType(),
                otherHeaders(headers),
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

    /// Takes from a blob what was told of a copy.
    static void forgetCopy(Transaction tx, BlobRow row) throws SQLException {
        change(tx, row, FORGET_COPY, row.containerId(), row.name().value());
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
                KeepingText.of(snapshot.keeping()),
                snapshot.standing().kind().number(),
                snapshot.standing().deletion().map(Standing.Deletion::at),
                snapshot.standing().deletion().map(Standing.Deletion::until),
                snapshot.containerId(),
                snapshot.name().value());
        Deadlines.set(tx, snapshot);
        Holds.set(tx, snapshot);
    }

    /// The same of an incremental copy, whose snapshots are page blobs like any others.
    ///
    /// @param kind of the snapshot
    static void putSnapshot(Transaction tx, BlobRow snapshot, BlobKind.Page kind) throws SQLException {
        putSnapshot(tx, snapshot);
        tx.update(
                "UPDATE snapshot SET kind = ?, kind_number = ? WHERE container_id = ? AND name = ? AND taken = ?",
                kindCode(kind),
                kindNumber(kind),
                snapshot.containerId(),
                snapshot.name().value(),
                snapshot.snapshot().ticks());
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
        if (row.snapshot().equals(Snapshot.NONE)) {
            change(tx, row, DELETE_BLOB, row.containerId(), row.name().value());
        } else {
            tx.update(
                    DELETE_SNAPSHOT,
                    row.containerId(),
                    row.name().value(),
                    row.snapshot().ticks());
        }
    }

    /// Everything that is written in the table `blob` is written by this, but for [RowKey#replace] and for what
    /// [RowsToWorkOff] clears away, which nobody can ask for any more.
    private static void change(Transaction tx, BlobRow row, String sql, @Nullable Object... arguments)
            throws SQLException {
        ContentRows.changes(tx, row.containerId(), row.name().value());
        tx.update(sql, arguments);
    }

    /// Reads a row of `blob`.
    static BlobRow blob(long containerId, Row row, Columns columns) throws SQLException {
        return read(
                containerId,
                row,
                columns,
                Snapshot.NONE,
                lease(row),
                Standing.BLOB.withVersion(
                        new VersionId(row.optionalNumber("version_id").orElse(0))));
    }

    private static BlobRow snapshot(long containerId, Row row) throws SQLException {
        return read(containerId, row, Columns.ALL, new Snapshot(row.number("taken")), Lease.AVAILABLE, standing(row));
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

    private static BlobRow read(
            long containerId, Row row, Columns columns, Snapshot snapshot, Lease lease, Standing standing)
            throws SQLException {
        long length = row.number("length");
        return new BlobRow(
                containerId,
                new BlobName(row.text("name")),
                snapshot,
                new Stamps(
                        row.number("version"),
                        row.number("content_version"),
                        row.instant("created"),
                        row.instant("modified")),
                length,
                form(row),
                new Description(
                        headers(row),
                        columns.metadata() ? TextPairs.metadata(row.optionalText("metadata")) : Metadata.NONE,
                        TextPairs.tags(row.optionalText("tags"))),
                lease,
                columns.copy() ? copy(length, row) : Optional.empty(),
                KeepingText.keeping(row.optionalText("keeping")),
                standing);
    }

    private static final int APPEND = 1;
    private static final int SEALED_APPEND = 2;
    private static final int PAGE = 3;
    private static final int INCREMENTAL_COPY = 4;

    /// Block blobs, which most are, have nothing in these columns.
    private static Form form(Row row) throws SQLException {
        OptionalLong kind = row.optionalNumber("kind");
        if (kind.isEmpty()) {
            return Form.BLOCK;
        }
        long number = row.number("kind_number");
        BlobKind read = switch (Math.toIntExact(kind.getAsLong())) {
            case APPEND -> new BlobKind.Append(Math.toIntExact(number), false);
            case SEALED_APPEND -> new BlobKind.Append(Math.toIntExact(number), true);
            case PAGE -> new BlobKind.Page(number, row.number("stored"));
            case INCREMENTAL_COPY -> new BlobKind.IncrementalCopy(new Snapshot(number), row.number("stored"));
            default ->
                throw new AmanaException(
                        ErrorCode.CORRUPT, "blob " + row.text("name") + ": its kind is " + kind.getAsLong());
        };
        return new Form(read, row.number("stream"));
    }

    private static Optional<Integer> kindCode(BlobKind kind) {
        return switch (kind) {
            case BlobKind.Block _ -> Optional.empty();
            case BlobKind.Append append -> Optional.of(append.sealed() ? SEALED_APPEND : APPEND);
            case BlobKind.Page _ -> Optional.of(PAGE);
            case BlobKind.IncrementalCopy _ -> Optional.of(INCREMENTAL_COPY);
        };
    }

    private static Optional<Long> kindNumber(BlobKind kind) {
        return switch (kind) {
            case BlobKind.Block _ -> Optional.empty();
            case BlobKind.Append append -> Optional.of((long) append.blocks());
            case BlobKind.Page page -> Optional.of(page.sequenceNumber());
            case BlobKind.IncrementalCopy copy -> Optional.of(copy.latest().ticks());
        };
    }

    private static HttpHeaders headers(Row row) throws SQLException {
        String type = row.text("content_type");
        Optional<Md5> md5 = row.optionalBytes("content_md5").map(Md5::of);
        Optional<String> others = row.optionalText("other_headers");
        if (others.isEmpty()) {
            return new HttpHeaders(type, "", "", "", "", md5);
        }
        String[] parts = others.get().split("\n", -1);
        return new HttpHeaders(type, parts[0], parts[1], parts[2], parts[3], md5);
    }

    /// The four headers that few blobs have, a line each; nothing when there is none.
    private static Optional<String> otherHeaders(HttpHeaders headers) {
        String text = String.join(
                "\n",
                headers.contentEncoding(),
                headers.contentLanguage(),
                headers.contentDisposition(),
                headers.cacheControl());
        return text.length() == 3 ? Optional.empty() : Optional.of(text);
    }

    private static Optional<CopyState> copy(long length, Row row) throws SQLException {
        Optional<String> id = row.optionalText("copy_id");
        return id.isEmpty()
                ? Optional.empty()
                : Optional.of(CopyText.parse(
                        id.get(),
                        row.text("copy_source"),
                        length,
                        row.optionalInstant("copy_completed").orElse(Instant.EPOCH)));
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
