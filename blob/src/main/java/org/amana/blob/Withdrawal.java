package org.amana.blob;

import java.sql.SQLException;
import org.amana.store.Reader;
import org.amana.store.Transaction;

/// Takes rows of a stream out of a content version and those that follow, in a change. What an older one sees that a
/// snapshot has, or somebody who reads, stays for it.
///
/// @param version the first content version without them
/// @param leavesHoles whether a hole comes where one was; where there are snapshots, that it was made is kept
/// @param newestSnapshot the newest content version before that which a snapshot has, -1 for none
/// @param newestReading the newest of those that are read
record Withdrawal(
        Transaction tx,
        BlobParts parts,
        RangeStream stream,
        long version,
        boolean leavesHoles,
        long newestSnapshot,
        long newestReading) {

    static Withdrawal of(Transaction tx, BlobParts parts, RangeStream stream, long version, boolean leavesHoles)
            throws SQLException {
        return new Withdrawal(
                tx,
                parts,
                stream,
                version,
                leavesHoles,
                newestSnapshot(tx, stream, version),
                parts.readings().newestBefore(stream.id(), version));
    }

    private static long newestSnapshot(Reader reader, RangeStream stream, long version) throws SQLException {
        return reader.first(
                        "SELECT ifnull(max(content_version), -1) AS newest FROM snapshot"
                                + " WHERE container_id = ? AND name = ? AND stream = ? AND content_version < ?",
                        line -> line.number("newest"),
                        stream.containerId(),
                        stream.name(),
                        stream.id(),
                        version)
                .orElseThrow();
    }

    /// Withdraws what a row has between `from` and before `to`; the rest of it goes on.
    void of(RangeRow row, long from, long to) throws SQLException {
        if (leavesHoles && row.isHole()) {
            return;
        }
        long first = Math.max(from, row.start());
        long end = Math.min(to, row.end());
        RangeRow part = row.part(first, end);
        if (row.since() <= Math.max(newestSnapshot, newestReading)) {
            keep(part.until(version));
        } else {
            RangeRows.delete(tx, stream.id(), first, row.since());
            parts.extents().released(part.places());
        }
        if (leavesHoles && newestSnapshot >= 0) {
            keep(part.cleared(version));
        }
        if (row.start() < first) {
            keep(row.part(row.start(), first));
        }
        if (end < row.end()) {
            keep(row.part(end, row.end()));
        }
    }

    private void keep(RangeRow row) throws SQLException {
        RangeRows.put(tx, parts.references(), stream, row);
    }

    /// To be called after the last row.
    void end() throws SQLException {
        if (newestReading > newestSnapshot) {
            RangeRows.toSweep(tx, stream.id()); // of what was kept for a reading alone
        }
    }
}
