package org.amana.blob;

import java.sql.SQLException;
import org.amana.store.Reader;
import org.amana.store.Transaction;

/// The columns of `content_stream` that tell of its [Cut].
final class CutRows {
    private static final String FIND = "SELECT cut_from, cut_to, cut_version, cut_leaves_holes FROM content_stream"
            + " WHERE id = ? AND cut_version IS NOT NULL";
    private static final String PUT = "UPDATE content_stream SET cut_from = ?, cut_to = ?, cut_version = ?,"
            + " cut_leaves_holes = ? WHERE id = ?";
    private static final String END = "UPDATE content_stream SET cut_from = NULL, cut_to = NULL, cut_version = NULL,"
            + " cut_leaves_holes = NULL WHERE id = ?";

    private CutRows() {}

    /// @return [Cut#NONE] if there is none
    static Cut find(Reader reader, long stream) throws SQLException {
        return reader.first(
                        FIND,
                        row -> new Cut(
                                row.number("cut_from"),
                                row.number("cut_to"),
                                row.number("cut_version"),
                                row.flag("cut_leaves_holes")),
                        stream)
                .orElse(Cut.NONE);
    }

    static void put(Transaction tx, long stream, Cut cut) throws SQLException {
        tx.update(PUT, cut.from(), cut.to(), cut.version(), cut.leavesHoles(), stream);
    }

    static void end(Transaction tx, long stream) throws SQLException {
        tx.update(END, stream);
    }
}
