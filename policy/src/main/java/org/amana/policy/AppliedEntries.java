package org.amana.policy;

import java.sql.SQLException;
import org.amana.store.Reader;
import org.amana.store.Transaction;

/// Marks the ledger entries whose catalog commit took place. An access entry that changes stored bytes promises a
/// commit; this mark, made in the very same transaction, is how one knows after a crash whether it came. Marks
/// are cleared away once nobody can ask for them any more.
public final class AppliedEntries {
    private static final String POSITION = "settled";

    private AppliedEntries() {}

    /// To be called once by whoever carries out a permit, in the very transaction that changes stored bytes. For
    /// a permit whose [Amounts#stored] is zero it does nothing.
    public static void record(Transaction transaction, Permit permit) throws SQLException {
        if (permit.amounts().stored() != 0) {
            transaction.update("INSERT INTO applied_entry (number) VALUES (?)", permit.index());
            permit.markApplied();
        }
    }

    static boolean holds(Reader reader, long index) throws SQLException {
        return reader.first("SELECT 1 AS found FROM applied_entry WHERE number = ?", row -> true, index)
                .isPresent();
    }

    /// Every entry below this index is known to be applied or voided.
    static long settledUpTo(Reader reader) throws SQLException {
        return LedgerPosition.read(reader, POSITION);
    }

    /// Remembers that every entry below `upTo` is settled, and clears their marks.
    static void settle(Transaction transaction, long upTo) throws SQLException {
        transaction.update("DELETE FROM applied_entry WHERE number < ?", upTo);
        LedgerPosition.write(transaction, POSITION, upTo);
    }
}
