package org.amana.blob;

import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.amana.store.Places;
import org.amana.store.Reader;
import org.amana.store.Row;
import org.amana.store.Transaction;

/// The tables `staging` and `staged_block`. Dropping a staging only puts its number on a list, however many
/// blocks it has; [Janitor] works them off.
final class StagingRows {
    /// The columns that [#read] reads.
    static final String COLUMNS = "id, name, version, created, modified, id_length, blocks, bytes, customer_key, scope,"
            + " lease_id, lease_seconds, lease_ends, lease_broken";

    /// The same of a table that goes by that letter, beside others whose columns have the same names.
    static String columns(String letter) {
        return Stream.of(COLUMNS.split(", "))
                .map(column -> letter + "." + column + " AS " + column)
                .collect(Collectors.joining(", "));
    }

    private static final String FIND = "SELECT " + COLUMNS + " FROM staging WHERE container_id = ? AND name = ?";
    private static final String INSERT =
            "INSERT INTO staging (container_id, name, version, created, modified, id_length, blocks, bytes,"
                    + " customer_key, scope) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?) RETURNING id";
    private static final String UPDATE =
            "UPDATE staging SET version = ?, modified = ?, blocks = ?, bytes = ? WHERE id = ?";
    private static final String LEASE =
            "UPDATE staging SET lease_id = ?, lease_seconds = ?, lease_ends = ?, lease_broken = ? WHERE id = ?";
    private static final String BLOCK_SIZE = "SELECT size FROM staged_block WHERE staging_id = ? AND id = ?";
    private static final String BLOCKS = "SELECT id, size, places FROM staged_block WHERE staging_id = ? ORDER BY id";
    private static final String BLOCK_SIZES = "SELECT id, size FROM staged_block WHERE staging_id = ? ORDER BY id";
    private static final String PUT_BLOCK =
            "INSERT OR REPLACE INTO staged_block (staging_id, id, size, places) VALUES (?, ?, ?, ?)";

    private StagingRows() {}

    /// A waiting block.
    record StagedBlock(BlockId id, long size, Places places) {}

    static Optional<Staging> find(Reader reader, long containerId, BlobName name) throws SQLException {
        return reader.first(FIND, row -> read(containerId, row), containerId, name.value());
    }

    static Staging begin(Transaction tx, long containerId, BlobName name, int idLength, long version, ContentKeys keys)
            throws SQLException {
        Optional<CustomerKeyHash> customerKey = keys.customer().map(CustomerKey::hash);
        Instant now = tx.now();
        Instant seconds = Seconds.of(now);
        long id = tx.first(
                        INSERT,
                        row -> row.number("id"),
                        containerId,
                        name.value(),
                        version,
                        now,
                        seconds,
                        idLength,
                        0,
                        0,
                        customerKey.map(CustomerKeyHash::base64),
                        keys.scope().text())
                .orElseThrow();
        return new Staging(
                id,
                containerId,
                name,
                version,
                now,
                seconds,
                idLength,
                0,
                0,
                customerKey,
                keys.scope(),
                Lease.AVAILABLE);
    }

    static void update(Transaction tx, Staging staging) throws SQLException {
        tx.update(UPDATE, staging.version(), staging.lastModified(), staging.blocks(), staging.bytes(), staging.id());
    }

    static void lease(Transaction tx, Staging staging, Lease lease) throws SQLException {
        LeaseColumns columns = new LeaseColumns(lease);
        tx.update(LEASE, columns.id(), columns.seconds(), columns.ends(), columns.broken(), staging.id());
    }

    static OptionalLong blockSize(Reader reader, long stagingId, BlockId id) throws SQLException {
        Optional<Long> size = reader.first(BLOCK_SIZE, row -> row.number("size"), stagingId, id.value());
        return size.isPresent() ? OptionalLong.of(size.get()) : OptionalLong.empty();
    }

    /// All blocks, by id.
    static List<StagedBlock> blocks(Reader reader, long stagingId) throws SQLException {
        return reader.list(
                BLOCKS,
                row -> new StagedBlock(
                        new BlockId(row.text("id")), row.number("size"), Places.decode(row.bytes("places"))),
                stagingId);
    }

    /// All blocks without their places, by id.
    static List<BlockList.Block> sizes(Reader reader, long stagingId) throws SQLException {
        return reader.list(
                BLOCK_SIZES, row -> new BlockList.Block(new BlockId(row.text("id")), row.number("size")), stagingId);
    }

    static void putBlock(Transaction tx, long stagingId, StagedBlock block) throws SQLException {
        tx.update(
                PUT_BLOCK,
                stagingId,
                block.id().value(),
                block.size(),
                block.places().encode());
    }

    static void drop(Transaction tx, Staging staging) throws SQLException {
        tx.update("DELETE FROM staging WHERE id = ?", staging.id());
        tx.update("INSERT INTO dropped_staging (id) VALUES (?)", staging.id());
    }

    static Staging read(long containerId, Row row) throws SQLException {
        return new Staging(
                row.number("id"),
                containerId,
                new BlobName(row.text("name")),
                row.number("version"),
                row.instant("created"),
                row.instant("modified"),
                row.integer("id_length"),
                row.number("blocks"),
                row.number("bytes"),
                row.optionalText("customer_key").map(CustomerKeyHash::new),
                ScopeName.of(row.optionalText("scope")),
                LeaseColumns.read(row));
    }
}
