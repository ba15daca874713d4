package org.amana.blob;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.amana.store.Catalog;
import org.amana.store.Places;
import org.amana.store.Reader;
import org.amana.store.Row;
import org.amana.store.Transaction;

/// The tables `content_stream` and `content_range`: the content of append and page blobs. A write adds a row
/// and leaves the others alone, so that the cost of a write does not grow with the blob.
///
/// A row holds from the content version `since` on, and before `until`. A blob and its snapshots share a
/// stream; each sees the rows of its own content version, but for those in a [Cut]. So a snapshot costs nothing, and
/// what has changed after it is what began after it. Rows that nobody sees any more are swept up in the background
/// ([StreamSweep]).
///
/// A row without places is a hole that was made: pages that were written and then cleared. It tells who compares with
/// an older snapshot that they were, also where that snapshot had nothing there.
final class RangeRows {
    private static final String PUT =
            "INSERT OR REPLACE INTO content_range (stream, start, since, until, length, places)"
                    + " VALUES (?, ?, ?, ?, ?, ?)";
    private static final String DELETE = "DELETE FROM content_range WHERE stream = ? AND start = ? AND since = ?";

    /// Those that hold in one content version do not overlap, so that at most one of them begins before the first
    /// byte and reaches it: the last one that begins at or before it.
    private static final String SEEN = " FROM content_range WHERE stream = ?1 AND start >= ifnull("
            + "(SELECT start FROM content_range WHERE stream = ?1 AND start <= ?2 AND since <= ?4 AND until > ?4"
            + " ORDER BY start DESC LIMIT 1), ?2) AND start < ?3 AND start + length > ?2 AND since <= ?4 AND until > ?4";

    private static final String IN_ORDER = " ORDER BY start LIMIT ?5";
    private static final String ROWS = "SELECT start, since, until, length, places" + SEEN + IN_ORDER;

    /// The encoding of no places is one byte.
    private static final String STRETCH = "SELECT start, length, since, length(places) = 1 AS cleared";

    private static final String SIZES = STRETCH + SEEN + IN_ORDER;
    private static final String GONE = STRETCH + SEEN + " AND length(places) > 1"
            + " AND (until <= ?6 OR (start >= ?7 AND start < ?8 AND since < ?9))"
            + " AND NOT (start >= ?10 AND start < ?11 AND since < ?12)" + IN_ORDER;

    private RangeRows() {}

    /// A stretch without its places.
    ///
    /// @param cleared whether it is a hole that was made
    record Stretch(long start, long end, long since, boolean cleared) {}

    /// The first stretches of a part of a content.
    ///
    /// @param end the byte before which they tell all there is
    record Stretches(List<Stretch> list, long end) {
        Stretches {
            list = List.copyOf(list);
        }
    }

    /// Begins a stream.
    static void begin(Transaction tx, BlobRow row) throws SQLException {
        tx.update(
                "INSERT INTO content_stream (id, container_id, name) VALUES (?, ?, ?)",
                row.form().stream(),
                row.containerId(),
                row.name().value());
    }

    /// What a blob or snapshot has between `from` and before `to`; the first and the last may reach beyond.
    static List<ContentRange> find(Reader reader, BlobRow row, long from, long to) throws SQLException {
        return written(seen(reader, row, from, to, Integer.MAX_VALUE), cut(reader, row));
    }

    /// The first page of the same.
    ///
    /// @param most rows that are read
    static RangePage page(Reader reader, BlobRow row, long from, long to, int most) throws SQLException {
        List<RangeRow> rows = seen(reader, row, from, to, most);
        boolean all = rows.size() < most || rows.getLast().end() >= to;
        return new RangePage(
                written(rows, cut(reader, row)),
                all ? Long.MAX_VALUE : rows.getLast().end());
    }

    private static List<ContentRange> written(List<RangeRow> rows, Cut cut) {
        return rows.stream()
                .filter(row -> !row.isHole() && !cut.takes(row))
                .map(row -> new ContentRange(row.start(), row.places()))
                .toList();
    }

    private static Cut cut(Reader reader, BlobRow row) throws SQLException {
        return CutRows.find(reader, row.form().stream()).seenBy(row.contentVersion());
    }

    /// The first `most` rows between `from` and before `to` that hold in the content version of a blob or snapshot,
    /// those in a cut among them.
    static List<RangeRow> seen(Reader reader, BlobRow row, long from, long to, int most) throws SQLException {
        return reader.list(ROWS, RangeRows::read, row.form().stream(), from, to, row.contentVersion(), most);
    }

    static RangeRow read(Row row) throws SQLException {
        return new RangeRow(
                row.number("start"),
                row.number("length"),
                Places.decode(row.bytes("places")),
                row.number("since"),
                row.number("until"));
    }

    /// The first `most` stretches between `from` and before `to`, cut there, those that meet not joined. Holes
    /// that were made are among them.
    static Stretches stretches(Reader reader, BlobRow row, long from, long to, int most) throws SQLException {
        Cut cut = cut(reader, row);
        List<Stretch> rows =
                reader.list(SIZES, RangeRows::stretch, row.form().stream(), from, to, row.contentVersion(), most);
        List<Stretch> stretches = new ArrayList<>(rows.size());
        for (Stretch it : rows) {
            boolean taken = cut.takes(it.start(), it.since(), it.cleared());
            if (!taken) {
                stretches.add(within(it, from, to));
            } else if (cut.leavesHoles()) {
                stretches.add(within(new Stretch(it.start(), it.end(), cut.version(), true), from, to));
            }
        }
        return new Stretches(stretches, end(rows, to, most));
    }

    private static long end(List<Stretch> rows, long to, int most) {
        return rows.size() < most ? to : Math.min(to, rows.getLast().end());
    }

    private static Stretch stretch(Row line) throws SQLException {
        return new Stretch(
                line.number("start"),
                line.number("start") + line.number("length"),
                line.number("since"),
                line.number("cleared") != 0);
    }

    private static Stretch within(Stretch it, long from, long to) {
        return new Stretch(Math.max(from, it.start()), Math.min(to, it.end()), it.since(), it.cleared());
    }

    /// The same of what an older content version has and this one has no more: it was cleared, or written anew.
    static Stretches gone(Reader reader, BlobRow row, long before, long from, long to, int most) throws SQLException {
        Cut cut = CutRows.find(reader, row.form().stream());
        Cut now = cut.seenBy(row.contentVersion());
        Cut then = cut.seenBy(before);
        List<Stretch> rows = reader.list(
                GONE,
                RangeRows::stretch,
                row.form().stream(),
                from,
                to,
                before,
                most,
                row.contentVersion(),
                now.from(),
                now.to(),
                now.version(),
                then.from(),
                then.to(),
                then.version());
        return new Stretches(rows.stream().map(it -> within(it, from, to)).toList(), end(rows, to, most));
    }

    /// How many bytes between `from` and before `to` are kept of a blob that is locked. So many rows are looked at in a
    /// query, however many there are.
    static long allocated(Catalog catalog, BlobRow row, long from, long to) {
        long bytes = 0;
        long at = from;
        while (at < to) {
            long start = at;
            Stretches stretches = catalog.read(reader -> stretches(reader, row, start, to, PageDifference.STEP));
            for (Stretch it : stretches.list()) {
                bytes += it.cleared() ? 0 : it.end() - it.start();
            }
            at = stretches.end();
        }
        return bytes;
    }

    /// Adds a stretch where there is none.
    ///
    /// @param row as it is with it
    static void add(Transaction tx, References references, BlobRow row, ContentRange range) throws SQLException {
        put(tx, references, RangeStream.of(row), RangeRow.of(range, row.contentVersion()));
    }

    static void put(Transaction tx, References references, RangeStream stream, RangeRow row) throws SQLException {
        tx.update(
                PUT,
                stream.id(),
                row.start(),
                row.since(),
                row.until(),
                row.length(),
                row.places().encode());
        references.note(new RowKey.OfRange(stream.id(), row.start(), row.since()), stream.containerId(), row.places());
    }

    static void delete(Transaction tx, long stream, long start, long since) throws SQLException {
        tx.update(DELETE, stream, start, since);
    }

    /// Lets a stream be swept, because a blob or snapshot that held it is gone or holds another.
    static void toSweep(Transaction tx, long stream) throws SQLException {
        tx.update("UPDATE content_stream SET sweep_start = 0, sweep_since = 0 WHERE id = ?", stream);
    }

    /// Lets the streams of a deleted container be swept.
    ///
    /// @return whether there are any
    static boolean allToSweep(Transaction tx, long containerId) throws SQLException {
        return tx.update(
                        "UPDATE content_stream SET sweep_start = 0, sweep_since = 0 WHERE container_id = ?",
                        containerId)
                > 0;
    }
}
