package org.amana.blob;

import java.sql.SQLException;
import org.amana.store.Reader;
import org.amana.store.Transaction;

/// The table `clearing`: a row for each deleted container whose blobs are being cleared away.
final class ClearingRows {
    private ClearingRows() {}

    static void begin(Transaction tx, ContainerRow deleted) throws SQLException {
        tx.update(
                "INSERT INTO clearing (container_id, blobs, cleared) VALUES (?, ?, 0)",
                deleted.id(),
                deleted.blobCount());
    }

    static void cleared(Transaction tx, long containerId, long blobs) throws SQLException {
        tx.update("UPDATE clearing SET cleared = cleared + ? WHERE container_id = ?", blobs, containerId);
    }

    static void end(Transaction tx, long containerId) throws SQLException {
        tx.update("DELETE FROM clearing WHERE container_id = ?", containerId);
    }

    /// Those of the house.
    static Clearing all(Reader reader) throws SQLException {
        return sum(reader, "");
    }

    static Clearing of(Reader reader, long accountId) throws SQLException {
        return sum(reader, " JOIN container ON container.id = container_id WHERE account_id = ?", accountId);
    }

    private static Clearing sum(Reader reader, String which, Object... arguments) throws SQLException {
        return reader.first(
                        "SELECT count(*) AS containers, ifnull(sum(blobs), 0) AS blobs, ifnull(sum(cleared), 0) AS cleared"
                                + " FROM clearing" + which,
                        row -> new Clearing(row.number("containers"), row.number("blobs"), row.number("cleared")),
                        arguments)
                .orElseThrow();
    }
}
