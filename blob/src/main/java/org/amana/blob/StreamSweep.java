package org.amana.blob;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.amana.store.Places;
import org.amana.store.Reader;
import org.amana.store.Transaction;

/// Deletes rows of `content_range` that no blob and no snapshot sees any more. A stream that lost one of its
/// holders is walked once, some hundred rows a commit; where the walk stands is kept with the stream, and a
/// holder lost meanwhile begins it anew. While a stream is read, its walk waits, unless its container is gone.
final class StreamSweep {
    private static final int BATCH = 500;

    private static final String HOLDERS =
            "SELECT content_version FROM blob WHERE container_id = ?1 AND name = ?2 AND stream = ?3"
                    + " UNION SELECT content_version FROM snapshot WHERE container_id = ?1 AND name = ?2 AND stream = ?3";

    private StreamSweep() {}

    private static final String TO_SWEEP =
            "SELECT id, container_id, name, sweep_start, sweep_since FROM content_stream WHERE sweep_start IS NOT NULL";

    private record Sweep(long stream, long containerId, String name, long start, long since) {}

    /// Works off one batch.
    ///
    /// @param released takes in the places that are free now
    /// @return whether there was something to do
    static boolean batch(Transaction tx, Readings readings, List<Places> released) throws SQLException {
        Optional<Sweep> next = next(tx, readings);
        if (next.isPresent()) {
            sweep(tx, next.get(), released);
        }
        return next.isPresent();
    }

    private static Optional<Sweep> next(Reader reader, Readings readings) throws SQLException {
        List<Sweep> next = new ArrayList<>(1);
        reader.each(TO_SWEEP, row -> {
            long stream = row.number("id");
            long containerId = row.number("container_id");
            if (!readings.isRead(stream) || !ContainerRows.hasKey(reader, containerId)) {
                next.add(new Sweep(
                        stream, containerId, row.text("name"), row.number("sweep_start"), row.number("sweep_since")));
            }
            return next.isEmpty();
        });
        return next.stream().findFirst();
    }

    private static void sweep(Transaction tx, Sweep sweep, List<Places> released) throws SQLException {
        List<Long> holders = tx.list(
                HOLDERS, row -> row.number("content_version"), sweep.containerId(), sweep.name(), sweep.stream());
        List<RangeRow> rows = rows(tx, sweep);
        for (RangeRow row : rows) {
            if (!row.isSeenBy(holders)) {
                RangeRows.delete(tx, sweep.stream(), row.start(), row.since());
                released.add(row.places());
            }
        }
        if (rows.size() == BATCH) {
            tx.update(
                    "UPDATE content_stream SET sweep_start = ?, sweep_since = ? WHERE id = ?",
                    rows.getLast().start(),
                    rows.getLast().since() + 1,
                    sweep.stream());
        } else if (holders.isEmpty()) {
            tx.update("DELETE FROM content_stream WHERE id = ?", sweep.stream());
        } else {
            tx.update("UPDATE content_stream SET sweep_start = NULL, sweep_since = NULL WHERE id = ?", sweep.stream());
        }
    }

    private static List<RangeRow> rows(Reader reader, Sweep sweep) throws SQLException {
        return reader.list(
                "SELECT start, since, until, length, places FROM content_range WHERE stream = ?"
                        + " AND (start, since) >= (?, ?) ORDER BY start, since LIMIT " + BATCH,
                RangeRows::read,
                sweep.stream(),
                sweep.start(),
                sweep.since());
    }
}
