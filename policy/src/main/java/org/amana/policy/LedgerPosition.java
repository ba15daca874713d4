package org.amana.policy;

import java.sql.SQLException;
import org.amana.store.Reader;
import org.amana.store.Transaction;

/// How far into the ledger somebody has come, kept in the catalog with what was made of it.
final class LedgerPosition {
    private LedgerPosition() {}

    /// The index of the first entry that is still to come; 0 in the beginning.
    static long read(Reader reader, String name) throws SQLException {
        return reader.first("SELECT upto FROM ledger_position WHERE name = ?", row -> row.number("upto"), name)
                .orElse(0L);
    }

    static void write(Transaction transaction, String name, long upTo) throws SQLException {
        transaction.update(
                "INSERT INTO ledger_position VALUES (?, ?) ON CONFLICT DO UPDATE SET upto = excluded.upto", name, upTo);
    }
}
