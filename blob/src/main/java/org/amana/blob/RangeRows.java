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
///
/// A row without places is a hole that was made: pages that were written and then cleared. It tells who compares with
/// an older snapshot that they were, also where that snapshot had nothing there.
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

    /// The encoding of no places is one byte.
    private static final String WRITTEN = " AND length(places) > 1";

    private static final String STRETCH = "SELECT start, length, since, length(places) = 1 AS cleared";
    private static final String ALL = "SELECT start, since, until, length, places" + SEEN + " ORDER BY start";
    private static final String FIND = "SELECT places, start" + SEEN + WRITTEN + " ORDER BY start LIMIT ?5";
    private static final String SIZES = STRETCH + SEEN + " ORDER BY start LIMIT ?5";
    private static final String GONE = STRETCH + SEEN + WRITTEN + " AND until <= ?6 ORDER BY start LIMIT ?5";
    private static final String ALLOCATED =
            "SELECT ifnull(sum(min(start + length, ?3) - max(start, ?2)), 0) AS bytes" + SEEN + WRITTEN;

    private RangeRows() {}

    /// One row.
    ///
    /// @param places empty for a hole
    private record Held(long start, long length, Places places, long since, long until) {
        static Held of(ContentRange range, long since) {
            return new Held(range.start(), range.length(), range.places(), since, FOR_EVER);
        }

        boolean isHole() {
            return places.isEmpty();
        }

        long end() {
            return start + length;
        }

        /// The part from `from` to before `to`, both counted in the blob.
        Held part(long from, long to) {
            Places part = isHole() ? Places.EMPTY : places.slice(from - start, to - from);
            return new Held(from, to - from, part, since, until);
        }

        Held until(long version) {
            return new Held(start, length, places, since, version);
        }

        Held cleared(long version) {
            return new Held(start, length, Places.EMPTY, version, FOR_EVER);
        }
    }

    /// A stretch without its places.
    ///
    /// @param cleared whether it is a hole that was made
    record Stretch(long start, long end, long since, boolean cleared) {}

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
        return find(reader, row, from, to, Integer.MAX_VALUE);
    }

    /// The first page of the same.
    static RangePage page(Reader reader, BlobRow row, long from, long to) throws SQLException {
        List<ContentRange> ranges = find(reader, row, from, to, RangePage.MOST);
        boolean all = ranges.size() < RangePage.MOST || ranges.getLast().end() >= to;
        return new RangePage(ranges, all ? Long.MAX_VALUE : ranges.getLast().end());
    }

    private static List<ContentRange> find(Reader reader, BlobRow row, long from, long to, int most)
            throws SQLException {
        return reader.list(
                FIND,
                line -> new ContentRange(line.number("start"), Places.decode(line.bytes("places"))),
                row.form().stream(),
                from,
                to,
                row.contentVersion(),
                most);
    }

    private static Held read(Row row) throws SQLException {
        return new Held(
                row.number("start"),
                row.number("length"),
                Places.decode(row.bytes("places")),
                row.number("since"),
                row.number("until"));
    }

    /// The first `most` stretches between `from` and before `to`, cut there, those that meet not joined. Holes
    /// that were made are among them.
    static List<Stretch> stretches(Reader reader, BlobRow row, long from, long to, int most) throws SQLException {
        return reader.list(
                SIZES, line -> stretch(line, from, to), row.form().stream(), from, to, row.contentVersion(), most);
    }

    private static Stretch stretch(Row line, long from, long to) throws SQLException {
        return new Stretch(
                Math.max(from, line.number("start")),
                Math.min(to, line.number("start") + line.number("length")),
                line.number("since"),
                line.number("cleared") != 0);
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
        put(tx, references, row, Held.of(range, row.contentVersion()));
    }

    /// Takes away what is between `from` and before `to`, as of a new content version, to put something else there or
    /// because the blob ends before. What a snapshot sees stays for it.
    ///
    /// @param before the blob as it was
    /// @param version the new content version
    /// @return bytes taken away
    static long remove(Transaction tx, BlobParts parts, BlobRow before, long from, long to, long version)
            throws SQLException {
        return new Removal(tx, parts, before, version, false).remove(from, to);
    }

    /// The same to leave a hole there. Where there are snapshots, that it was made is kept.
    static long clear(Transaction tx, BlobParts parts, BlobRow before, long from, long to, long version)
            throws SQLException {
        return new Removal(tx, parts, before, version, true).remove(from, to);
    }

    /// One change that takes stretches away.
    private record Removal(Transaction tx, BlobParts parts, BlobRow before, long version, boolean leavesHoles) {
        long remove(long from, long to) throws SQLException {
            long stream = before.form().stream();
            long newestSnapshot = newestSnapshot(tx, before);
            long newestReading = parts.readings().newestBefore(stream, version);
            long taken = 0;
            List<Held> all = tx.list(ALL, RangeRows::read, stream, from, to, before.contentVersion());
            for (Held held : all) {
                if (!(leavesHoles && held.isHole())) {
                    long first = Math.max(from, held.start());
                    long end = Math.min(to, held.end());
                    taken += remove(held, first, end, newestSnapshot, newestReading);
                }
            }
            if (newestReading > newestSnapshot) {
                toSweep(tx, stream);
            }
            return taken;
        }

        private long remove(Held held, long first, long end, long newestSnapshot, long newestReading)
                throws SQLException {
            Held part = held.part(first, end);
            if (held.since() <= Math.max(newestSnapshot, newestReading)) {
                keep(part.until(version));
            } else {
                delete(tx, before, first, held.since());
                parts.extents().released(part.places());
            }
            if (leavesHoles && newestSnapshot >= 0) {
                keep(part.cleared(version));
            }
            if (held.start() < first) {
                keep(held.part(held.start(), first));
            }
            if (end < held.end()) {
                keep(held.part(end, held.end()));
            }
            return held.isHole() ? 0 : end - first;
        }

        private void keep(Held held) throws SQLException {
            put(tx, parts.references(), before, held);
        }
    }

    private static void put(Transaction tx, References references, BlobRow row, Held held) throws SQLException {
        long stream = row.form().stream();
        tx.update(
                PUT,
                stream,
                held.start(),
                held.since(),
                held.until(),
                held.length(),
                held.places().encode());
        references.note(new RowKey.OfRange(stream, held.start(), held.since()), row.containerId(), held.places());
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
