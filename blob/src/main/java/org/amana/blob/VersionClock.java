package org.amana.blob;

import java.sql.SQLException;
import java.time.Instant;
import org.amana.store.Catalog;
import org.amana.store.Transaction;

/// Gives every change a number that is higher than all before it, in this run and all runs before: the ETag.
/// Numbers are the time in 100-nanosecond ticks since the year 1, as Azure's are, pushed forward where the
/// clock stands or goes back.
///
/// What was given out is not written down for each change. The catalog holds a mark that no number given out
/// has reached; it is moved ahead by ten minutes now and then, and a new run starts above it.
///
/// Used by the catalog's writer thread only.
final class VersionClock {
    private static final long TICKS_TO_1970 = 621_355_968_000_000_000L;
    private static final long TICKS_PER_MILLI = 10_000;
    private static final long AHEAD = 10 * 60 * 1000 * TICKS_PER_MILLI;

    private long last;

    /// The mark as last committed; a number beyond it moves the mark in its own transaction.
    private long reserved;

    private VersionClock(long reserved) {
        this.last = reserved;
        this.reserved = reserved;
    }

    static VersionClock open(Catalog catalog) {
        return new VersionClock(catalog.read(
                reader -> reader.first("SELECT reserved FROM version_clock WHERE id = 1", row -> row.number("reserved"))
                        .orElse(0L)));
    }

    /// The next number.
    long next(Transaction tx) throws SQLException {
        last = Math.max(last + 1, ticks(tx.now()));
        if (last >= reserved) {
            reserve(tx);
        }
        return last;
    }

    /// The change at hand may still be undone, and the mark with it. So what is remembered here is what stood
    /// in the catalog before: the next change sees whether the mark moved.
    private void reserve(Transaction tx) throws SQLException {
        reserved = tx.first("SELECT reserved FROM version_clock WHERE id = 1", row -> row.number("reserved"))
                .orElse(0L);
        if (last >= reserved) {
            tx.update("UPDATE version_clock SET reserved = ? WHERE id = 1", last + AHEAD);
        }
    }

    private static long ticks(Instant time) {
        return TICKS_TO_1970 + time.toEpochMilli() * TICKS_PER_MILLI;
    }
}
