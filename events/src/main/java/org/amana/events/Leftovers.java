package org.amana.events;

import java.sql.SQLException;
import java.util.Optional;
import org.amana.store.Catalog;
import org.amana.store.Reader;
import org.amana.store.Transaction;

/// What was still to be delivered when its subscription was removed. There may be millions of it, so it is dropped
/// in small commits, for nobody else to wait behind.
final class Leftovers {
    private static final int BATCH = 500;

    private final Catalog catalog;

    Leftovers(Catalog catalog) {
        this.catalog = catalog;
    }

    /// In the commit that removes a subscription.
    static void leave(Transaction transaction, long subscription) throws SQLException {
        transaction.update("INSERT INTO event_leftover (subscription) VALUES (?)", subscription);
    }

    /// Drops one batch.
    ///
    /// @return whether there may be more
    boolean dropBatch() {
        return catalog.read(Leftovers::next).isPresent() && catalog.commit(Leftovers::drop);
    }

    private static boolean drop(Transaction transaction) throws SQLException {
        Optional<Long> subscription = next(transaction);
        if (subscription.isEmpty()) {
            return false;
        }
        int dropped = transaction.update(
                "DELETE FROM event_delivery WHERE id IN"
                        + " (SELECT id FROM event_delivery WHERE subscription = ? LIMIT " + BATCH + ")",
                subscription.get());
        if (dropped < BATCH) {
            transaction.update("DELETE FROM event_leftover WHERE subscription = ?", subscription.get());
        }
        return true;
    }

    private static Optional<Long> next(Reader reader) throws SQLException {
        return reader.first("SELECT subscription FROM event_leftover LIMIT 1", row -> row.number("subscription"));
    }
}
