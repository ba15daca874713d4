package org.amana.blob;

import java.sql.SQLException;
import java.util.List;
import org.amana.store.Places;
import org.amana.store.Reader;
import org.amana.store.Row;
import org.amana.store.Transaction;

/// The tables `content_stream` and `content_range`: the content of append and page blobs. A write adds a row
/// and leaves the others alone, so that the cost of a write does not grow with the blob.
///
/// A row holds from the content version `since` on, and before `until`. A blob and its snapshots share a
/// stream; each sees the rows of its own content version. So a snapshot costs nothing, and what has changed
/// after it is what began after it. Rows that nobody sees any more are swept up in the background
/// ([StreamSweep]).
final class RangeRows {
    private static final long FOR_EVER = Long.MAX_VALUE;

    private static final String PUT =
            "INSERT OR REPLACE INTO content_range (stream, start, since, until, length, places)"
                    + " VALUES (?, ?, ?, ?, ?, ?)";
    private static final String DELETE = "DELETE FROM content_range WHERE stream = ? AND start = ? AND since = ?";

    /// Those that one content version sees do not overlap, so that at most one of them begins before the first
    /// byte and reaches it: the last one that begins at or before it.
    private static final String SEEN = " FROM content_range WHERE stream = ?1 AND start >= ifnull("
            + "(SELECT start FROM content_range WHERE stream = ?1 AND start <= ?2 AND since <= ?4 AND until > ?4"
            + " ORDER BY start DESC LIMIT 1), ?2) AND start < ?3 AND start + length > ?2 AND since <= ?4 AND until > ?4";

    private static final String FIND = "SELECT start, since, until, length, places" + SEEN + " ORDER BY start";
    private static final String SIZES = "SELECT start, length, since" + SEEN + " ORDER BY start LIMIT ?5";
    private static final String GONE =
            "SELECT start, length, since" + SEEN + " AND until <= ?6 ORDER BY start LIMIT ?5";
    private static final String ALLOCATED =
            "SELECT ifnull(sum(min(start + length, ?3) - max(start, ?2)), 0) AS bytes" + SEEN;

    private RangeRows() {}

    /// One row.
    record Held(ContentRange range, long since, long until) {}

    /// A stretch without its places.
    record Stretch(long start, long end, long since) {}

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
        return held(reader, row, from, to).stream().map(Held::range).toList();
    }

    private static List<Held> held(Reader reader, BlobRow row, long from, long to) throws SQLException {
        return reader.list(FIND, RangeRows::read, row.form().stream(), from, to, row.contentVersion());
    }

    private static Held read(Row row) throws SQLException {
        return new Held(
                new ContentRange(row.number("start"), Places.decode(row.bytes("places"))),
                row.number("since"),
                row.number("until"));
    }

    /// The first `most` stretches between `from` and before `to`, cut there, those that meet not joined.
    static List<Stretch> stretches(Reader reader, BlobRow row, long from, long to, int most) throws SQLException {
        return reader.list(
                SIZES, line -> stretch(line, from, to), row.form().stream(), from, to, row.contentVersion(), most);
    }

    private static Stretch stretch(Row line, long from, long to) throws SQLException {
        return new Stretch(
                Math.max(from, line.number("start")),
                Math.min(to, line.number("start") + line.number("length")),
                line.number("since"));
    }

    /// The same of what an older content version has and this one has no more: it was cleared, or written anew.
    static List<Stretch> gone(Reader reader, BlobRow row, long before, long from, long to, int most)
            throws SQLException {
        return reader.list(
                GONE,
                line -> stretch(line, from, to),
                row.form().stream(),
                from,
                to,
                before,
                most,
                row.contentVersion());
    }

    /// How many bytes between `from` and before `to` are kept.
    static long allocated(Reader reader, BlobRow row, long from, long to) throws SQLException {
        return reader.first(
                        ALLOCATED, line -> line.number("bytes"), row.form().stream(), from, to, row.contentVersion())
                .orElseThrow();
    }

    /// Adds a stretch where there is none.
    ///
    /// @param row as it is with it
    static void add(Transaction tx, References references, BlobRow row, ContentRange range) throws SQLException {
        put(tx, references, row, new Held(range, row.contentVersion(), FOR_EVER));
    }

    /// Takes away what is between `from` and before `to`, as of a new content version. What a snapshot sees
    /// stays for it.
    ///
    /// @param before the blob as it was
    /// @param version the new content version
    /// @return bytes taken away
    static long clear(Transaction tx, BlobParts parts, BlobRow before, long from, long to, long version)
            throws SQLException {
        long newestSnapshot = newestSnapshot(tx, before);
        long cleared = 0;
        for (Held held : held(tx, before, from, to)) {
            ContentRange range = held.range();
            long first = Math.max(from, range.start());
            long end = Math.min(to, range.end());
            cleared += end - first;
            if (held.since() <= newestSnapshot) {
                put(tx, parts.references(), before, new Held(range.part(first, end), held.since(), version));
            } else {
                delete(tx, before, first, held.since());
                parts.extents().released(range.part(first, end).places());
            }
            if (range.start() < first) {
                put(tx, parts.references(), before, new Held(range.part(range.start(), first), held.since(), FOR_EVER));
            }
            if (end < range.end()) {
                put(tx, parts.references(), before, new Held(range.part(end, range.end()), held.since(), FOR_EVER));
            }
        }
        return cleared;
    }

    private static void put(Transaction tx, References references, BlobRow row, Held held) throws SQLException {
        ContentRange range = held.range();
        long stream = row.form().stream();
        tx.update(
                PUT,
                stream,
                range.start(),
                held.since(),
                held.until(),
                range.length(),
                range.places().encode());
        references.note(new RowKey.OfRange(stream, range.start(), held.since()), row.containerId(), range.places());
    }

    private static void delete(Transaction tx, BlobRow row, long start, long since) throws SQLException {
        tx.update(DELETE, row.form().stream(), start, since);
    }

    /// The newest content version of a stream that a snapshot holds; -1 for none.
    private static long newestSnapshot(Reader reader, BlobRow row) throws SQLException {
        return reader.first(
                        "SELECT ifnull(max(content_version), -1) AS newest FROM snapshot"
                                + " WHERE container_id = ? AND name = ? AND stream = ?",
                        line -> line.number("newest"),
                        row.containerId(),
                        row.name().value(),
                        row.form().stream())
                .orElseThrow();
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
