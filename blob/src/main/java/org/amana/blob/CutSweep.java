package org.amana.blob;

import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.amana.store.Transaction;

/// Works off the rows of cuts, some hundred a commit; how far that has come stands in the cut.
final class CutSweep {
    private static final String NEXT =
            "SELECT id, container_id, name FROM content_stream WHERE cut_version IS NOT NULL LIMIT 1";
    private static final String ROWS = "SELECT start, since, until, length, places FROM content_range"
            + " WHERE stream = ?1 AND start >= ?2 AND start < ?3 AND since < ?4 AND until > ?4 ORDER BY start LIMIT ?5";

    private CutSweep() {}

    /// Works off one batch.
    ///
    /// @return whether there was something to do
    static boolean batch(Transaction tx, BlobParts parts) throws SQLException {
        Optional<RangeStream> next =
                tx.first(NEXT, row -> new RangeStream(row.number("id"), row.number("container_id"), row.text("name")));
        return next.isPresent() && batch(tx, parts, next.get());
    }

    /// The same of one stream.
    static boolean batch(Transaction tx, BlobParts parts, RangeStream stream) throws SQLException {
        Cut cut = CutRows.find(tx, stream.id());
        if (cut.isNone()) {
            return false;
        }
        int most = parts.rows().inChange();
        List<RangeRow> rows = tx.list(ROWS, RangeRows::read, stream.id(), cut.from(), cut.to(), cut.version(), most);
        workOff(tx, parts, stream, cut, rows);
        if (rows.size() == most) {
            CutRows.put(tx, stream.id(), cut.from(rows.getLast().end()));
        } else {
            CutRows.end(tx, stream.id());
        }
        return true;
    }

    /// Does to these rows what the change did that made the cut.
    static void workOff(Transaction tx, BlobParts parts, RangeStream stream, Cut cut, List<RangeRow> rows)
            throws SQLException {
        Withdrawal withdrawal = Withdrawal.of(tx, parts, stream, cut.version(), cut.leavesHoles());
        for (RangeRow row : rows) {
            withdrawal.of(row, row.start(), row.end());
        }
        withdrawal.end();
    }
}
