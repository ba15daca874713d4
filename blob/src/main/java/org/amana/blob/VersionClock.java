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

    /// The mark as a commit left it.
    private long reserved;

    /// The last group of changes in which the mark was looked at.
    private long group;

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

    /// The change at hand may still be undone, and the commit of its group may fail, and the mark goes with them. So
    /// what is trusted is what the first change of a group finds: a commit has left it there.
    private void reserve(Transaction tx) throws SQLException {
        long mark = tx.first("SELECT reserved FROM version_clock WHERE id = 1", row -> row.number("reserved"))
                .orElse(0L);
        if (tx.group() != group) {
            group = tx.group();
            reserved = mark;
        }
        if (last >= mark) {
            tx.update("UPDATE version_clock SET reserved = ? WHERE id = 1", last + AHEAD);
        }
    }

    private static long ticks(Instant time) {
        return TICKS_TO_1970 + time.toEpochMilli() * TICKS_PER_MILLI;
    }
}
