package org.amana.blob;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.amana.store.Catalog;
import org.amana.store.Extents;
import org.amana.store.Places;
import org.amana.store.RowMapper;
import org.amana.store.Transaction;

/// Deletes rows that count no more: those of deleted containers, the blocks of dropped stagings, and content
/// that no blob sees. It does so in small commits, so that nobody waits for it, and tells the extents which
/// bytes are free.
final class RowsToWorkOff {
    private static final int BATCH = 500;

    private final Catalog catalog;
    private final Extents extents;
    private final BlobParts parts;

    RowsToWorkOff(BlobParts parts) {
        this.catalog = parts.catalog();
        this.extents = parts.extents();
        this.parts = parts;
    }

    /// Works off one batch.
    ///
    /// @return whether there was something to do
    boolean workOffBatch() {
        List<Places> released = new ArrayList<>();
        boolean worked = catalog.commit(tx -> {
            released.clear();
            return droppedBlocks(tx, released)
                    || CutSweep.batch(tx, parts)
                    || StreamSweep.batch(tx, parts.readings(), released)
                    || deletedContainer(tx, released);
        });
        released.forEach(extents::released);
        return worked;
    }

    private boolean droppedBlocks(Transaction tx, List<Places> released) throws SQLException {
        Optional<Long> id = tx.first("SELECT id FROM dropped_staging LIMIT 1", row -> row.number("id"));
        if (id.isEmpty()) {
            return false;
        }
        if (!blocks(tx, id.get(), released)) {
            tx.update("DELETE FROM dropped_staging WHERE id = ?", id.get());
        }
        return true;
    }

    private static boolean blocks(Transaction tx, long stagingId, List<Places> released) throws SQLException {
        return take(
                tx,
                "DELETE FROM staged_block WHERE (staging_id, id) IN"
                        + " (SELECT staging_id, id FROM staged_block WHERE staging_id = ? LIMIT " + BATCH
                        + ") RETURNING places",
                stagingId,
                released);
    }

    private boolean deletedContainer(Transaction tx, List<Places> released) throws SQLException {
        Optional<Long> id = tx.first(
                "SELECT id FROM container WHERE deleted IS NOT NULL AND wrapped_key IS NULL ORDER BY deleted LIMIT 1",
                row -> row.number("id"));
        if (id.isEmpty()) {
            return false;
        }
        boolean more = tags(tx, id.get())
                || blobs(tx, id.get(), released)
                || take(
                        tx,
                        "DELETE FROM snapshot WHERE (container_id, name, taken) IN"
                                + " (SELECT container_id, name, taken FROM snapshot WHERE container_id = ? LIMIT "
                                + BATCH
                                + ") RETURNING places",
                        id.get(),
                        released)
                || take(
                        tx,
                        "DELETE FROM long_content WHERE content_version IN (SELECT content_version FROM long_content"
                                + " WHERE container_id = ? LIMIT " + BATCH + ") RETURNING places",
                        id.get(),
                        released)
                || stagings(tx, id.get())
                || RangeRows.allToSweep(tx, id.get());
        if (!more) {
            tx.update("DELETE FROM held WHERE container_id = ?", id.get());
            tx.update("DELETE FROM returned_container WHERE container_id = ?", id.get());
            tx.update("DELETE FROM container WHERE id = ?", id.get());
            ClearingRows.end(tx, id.get());
        }
        return true;
    }

    private static boolean blobs(Transaction tx, long containerId, List<Places> released) throws SQLException {
        long count = takeAll(
                tx,
                "DELETE FROM blob WHERE (container_id, name) IN (SELECT container_id, name FROM blob"
                        + " WHERE container_id = ? LIMIT " + BATCH + ") RETURNING places",
                containerId,
                released);
        ClearingRows.cleared(tx, containerId, count);
        return count > 0;
    }

    private static boolean tags(Transaction tx, long containerId) throws SQLException {
        return tx.update(
                        "DELETE FROM blob_tag WHERE (container_id, tag, value, name) IN"
                                + " (SELECT container_id, tag, value, name FROM blob_tag WHERE container_id = ? LIMIT "
                                + BATCH + ")",
                        containerId)
                > 0;
    }

    private static boolean stagings(Transaction tx, long containerId) throws SQLException {
        List<Long> ids = tx.list(
                "DELETE FROM staging WHERE id IN (SELECT id FROM staging WHERE container_id = ? LIMIT " + BATCH
                        + ") RETURNING id",
                row -> row.number("id"),
                containerId);
        for (long id : ids) {
            tx.update("INSERT INTO dropped_staging (id) VALUES (?)", id);
        }
        return !ids.isEmpty();
    }

    /// @return whether a row was deleted
    private static boolean take(Transaction tx, String sql, long id, List<Places> released) throws SQLException {
        return takeAll(tx, sql, id, released) > 0;
    }

    /// @return how many rows were deleted
    private static long takeAll(Transaction tx, String sql, long id, List<Places> released) throws SQLException {
        RowMapper<Optional<byte[]>> places = row -> row.optionalBytes("places");
        List<Optional<byte[]>> rows = tx.list(sql, places, id);
        rows.forEach(row -> row.ifPresent(bytes -> released.add(Places.decode(bytes))));
        return rows.size();
    }
}
