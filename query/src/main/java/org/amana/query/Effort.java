package org.amana.query;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/// The work a query does, in steps of about a character looked at. It is limited for each record, and for the whole by
/// how much was read, so that no statement costs more than its blob is long. And whoever works for long gives way now
/// and then: requests share few threads, and one that computes keeps its thread from all others. Used by one thread.
final class Effort {
    static final long MOST_OF_A_RECORD = 1L << 28;
    private static final long MOST_OF_A_QUERY = 1L << 32;
    private static final long MOST_OF_A_BYTE = 1 << 10;

    /// What coming to a value costs, be it ever so short.
    private static final long EVALUATION = 32;

    private static final long LOOK_EVERY = 1 << 14;
    private static final long TURN_NANOS = TimeUnit.MILLISECONDS.toNanos(2);
    private static final long PAUSE_NANOS = TimeUnit.MICROSECONDS.toNanos(50);
    private static final long TOLD_EVERY_NANOS = TimeUnit.SECONDS.toNanos(1);

    private long bytes;
    private long steps;
    private long stepsBefore; // this record
    private long unseen; // since the clock was looked at
    private long turn = System.nanoTime();
    private long told = turn;
    private boolean silent;

    /// Begins a record.
    ///
    /// @throws QueryException when the query as a whole has taken too many steps
    void begin(long position) {
        if (steps - MOST_OF_A_QUERY > MOST_OF_A_BYTE * bytes) {
            throw new QueryException(
                    "QueryTooCostly", "the query takes too many steps for what it reads; ask for less", position);
        }
        stepsBefore = steps;
    }

    /// @throws QueryException when the record takes too many steps
    void evaluated(Value value) {
        took(EVALUATION + (value instanceof Value.Text(String text) ? text.length() >> 4 : 0));
    }

    /// @throws QueryException when the record takes too many steps
    void took(long more) {
        steps += more;
        if (steps - stepsBefore > MOST_OF_A_RECORD) {
            throw new QueryException("RecordTooCostly", "a record takes more than " + MOST_OF_A_RECORD + " steps", 0);
        }
        seen(more);
    }

    void read(int length) {
        bytes += length;
        seen(length);
    }

    /// Whether the query has worked for a while since it was last asked.
    boolean isSilent() {
        boolean was = silent;
        silent = false;
        return was;
    }

    /// A pause, not a yield: who yields stands behind what its own carrier has to do, and where that is another query,
    /// those who wait for any carrier never have their turn.
    private void seen(long more) {
        unseen += more;
        if (unseen < LOOK_EVERY) {
            return;
        }
        unseen = 0;
        long now = System.nanoTime();
        if (now - turn >= TURN_NANOS) {
            LockSupport.parkNanos(PAUSE_NANOS);
            turn = System.nanoTime();
        }
        if (now - told >= TOLD_EVERY_NANOS) {
            told = now;
            silent = true;
        }
    }
}
