package org.amana.blob;

import java.sql.SQLException;
import java.util.List;
import org.amana.kernel.AmanaException;
import org.amana.kernel.ErrorCode;
import org.amana.store.Reader;
import org.amana.store.Transaction;

/// Takes a stretch of a page blob away, as of a new content version, to put something else there, to leave a hole, or
/// because the blob ends before. What a snapshot sees stays for it.
///
/// A hole and a cut work off no more than [RowLimits#inChange] rows: where there are more, the stretch becomes a [Cut].
///
/// @param before the blob as it was, which is locked
/// @param to the byte behind the last
/// @param leavesHoles whether a hole is left; where there are snapshots, that it was made is kept
record Removal(BlobParts parts, BlobRow before, long from, long to, boolean leavesHoles) {
    /// Prepares the change. A stream has one cut at most: where this needs another, the rows of the one there is are
    /// worked off first, batch by batch.
    void prepare() {
        RangeStream stream = RangeStream.of(before);
        while (parts.catalog().read(reader -> !CutRows.find(reader, stream.id()).isNone() && isTooMuch(seen(reader)))) {
            parts.catalog().commit(tx -> CutSweep.batch(tx, parts, stream));
        }
    }

    /// @param version the new content version
    /// @throws AmanaException `SERVER_BUSY` if it was not prepared and had to be
    void carryOut(Transaction tx, long version) throws SQLException {
        RangeStream stream = RangeStream.of(before);
        Cut cut = CutRows.find(tx, stream.id());
        List<RangeRow> rows = seen(tx);
        if (!isTooMuch(rows)) {
            withdraw(tx, version, workOff(tx, cut, rows));
        } else if (cut.isNone()) {
            cut(tx, version);
        } else {
            throw new AmanaException(
                    ErrorCode.SERVER_BUSY,
                    "blob " + before.name() + ": what was taken away before is not worked off yet");
        }
    }

    /// One more than a change works off, if there are as many.
    private List<RangeRow> seen(Reader reader) throws SQLException {
        return RangeRows.seen(reader, before, from, to, parts.rows().inChange() + 1);
    }

    private boolean isTooMuch(List<RangeRow> rows) {
        return rows.size() > parts.rows().inChange();
    }

    /// The same in one change, however many rows there are: where something else comes in their place, which rows that
    /// are only cut away would overlap. Of what one write replaces, there are 8,192 at most, one for each page.
    void carryOutAtOnce(Transaction tx, long version) throws SQLException {
        Cut cut = CutRows.find(tx, before.form().stream());
        withdraw(tx, version, workOff(tx, cut, RangeRows.seen(tx, before, from, to, Integer.MAX_VALUE)));
    }

    /// Works off those rows that are in the cut.
    ///
    /// @return those that are there then
    private List<RangeRow> workOff(Transaction tx, Cut cut, List<RangeRow> rows) throws SQLException {
        List<RangeRow> cutRows = rows.stream().filter(cut::takes).toList();
        if (cutRows.isEmpty()) {
            return rows;
        }
        CutSweep.workOff(tx, parts, RangeStream.of(before), cut, cutRows);
        return RangeRows.seen(tx, before, from, to, Integer.MAX_VALUE);
    }

    private void withdraw(Transaction tx, long version, List<RangeRow> rows) throws SQLException {
        Withdrawal withdrawal = Withdrawal.of(tx, parts, RangeStream.of(before), version, leavesHoles);
        for (RangeRow row : rows) {
            withdrawal.of(row, from, to);
        }
        withdrawal.end();
    }

    /// Lets the rows be, but for those that reach over an edge.
    private void cut(Transaction tx, long version) throws SQLException {
        withdraw(
                tx,
                version,
                RangeRows.seen(tx, before, from, from + 1, 1).stream()
                        .filter(row -> row.start() < from)
                        .toList());
        withdraw(
                tx,
                version,
                RangeRows.seen(tx, before, to - 1, to, 1).stream()
                        .filter(row -> row.end() > to)
                        .toList());
        CutRows.put(tx, before.form().stream(), new Cut(from, to, version, leavesHoles));
    }
}
