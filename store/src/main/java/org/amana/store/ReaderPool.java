package org.amana.store;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.amana.kernel.AmanaException;
import org.amana.kernel.ErrorCode;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteConnection;

/// The connections on which queries run: at most so many, each with its kept statements, the one used last taken
/// first.
final class ReaderPool implements AutoCloseable {
    /// How long queries may still run while the catalog closes.
    private static final Duration FAREWELL = Duration.ofSeconds(2);

    private final Path file;
    private final int most;
    private final Semaphore free;
    private final ConcurrentLinkedDeque<Member> idle = new ConcurrentLinkedDeque<>();
    private final Set<Member> running = ConcurrentHashMap.newKeySet();
    private volatile boolean closed;

    ReaderPool(Path file, int most) {
        this.file = file;
        this.most = most;
        this.free = new Semaphore(most);
    }

    private record Member(Connection connection, Reader reader, Running since) {}

    /// Who runs a query on a connection, and since when, on the clock of `System.nanoTime()`.
    private static final class Running {
        private volatile long nanos;
        private volatile @Nullable Thread by;
    }

    /// Runs a query that sees one commit, however many statements it is made of.
    <T extends @Nullable Object> T run(Query<T> query) {
        return lend(reader -> {
            reader.prepare("BEGIN").run();
            T result;
            try {
                result = query.run(reader);
            } catch (SQLException | RuntimeException e) {
                reader.rollBack(e);
                throw e;
            }
            reader.prepare("ROLLBACK").run();
            return result;
        });
    }

    /// Runs a query of one statement, which is a transaction by itself.
    <T extends @Nullable Object> T runOne(Query<T> query) {
        return lend(reader -> {
            long before = reader.asked();
            T result = query.run(reader);
            if (reader.asked() > before + 1) {
                throw new IllegalStateException("each of several statements may see another commit");
            }
            return result;
        });
    }

    private <T extends @Nullable Object> T lend(Query<T> query) {
        requireNoneInside();
        free.acquireUninterruptibly();
        try {
            if (closed) {
                throw new AmanaException(ErrorCode.SERVER_BUSY, "catalog " + file + " is closed");
            }
            return runOn(take(), query);
        } catch (SQLException e) {
            throw SqliteFailure.of(file, e);
        } finally {
            free.release();
        }
    }

    /// With a query inside each, as many as there are connections would wait for one another for ever.
    private void requireNoneInside() {
        Thread here = Thread.currentThread();
        for (Member member : running) {
            if (member.since.by == here) {
                throw new IllegalStateException("a query runs another one inside");
            }
        }
    }

    private Member take() throws SQLException {
        Member member = idle.poll();
        if (member != null) {
            return member;
        }
        Connection connection = Sqlite.reader(file);
        return new Member(connection, new Reader(connection), new Running());
    }

    private <T extends @Nullable Object> T runOn(Member member, Query<T> query) throws SQLException {
        member.since.nanos = System.nanoTime();
        member.since.by = Thread.currentThread();
        running.add(member);
        boolean sound = false;
        try {
            T result = query.run(member.reader);
            sound = true;
            return result;
        } catch (RuntimeException e) {
            sound = !member.reader.mayBeInTransaction(); // else as good as before: it was thrown by the query
            throw e;
        } finally {
            running.remove(member);
            member.since.by = null;
            if (sound) {
                idle.push(member);
            } else {
                member.connection.close();
            }
        }
    }

    /// Stops queries that have run for longer than `limit`; they fail with `SERVER_BUSY`.
    void interruptOlderThan(Duration limit) throws SQLException {
        long now = System.nanoTime();
        for (Member member : running) {
            if (now - member.since.nanos > limit.toNanos()
                    && member.connection instanceof SQLiteConnection connection) {
                connection.getDatabase().interrupt();
            }
        }
    }

    int running() {
        return running.size();
    }

    /// Waits a moment for the queries that run, stops those that still do, and closes every connection.
    @Override
    public void close() {
        closed = true;
        try {
            while (!allFree()) {
                interruptOlderThan(Duration.ZERO);
            }
            for (Member member = idle.poll(); member != null; member = idle.poll()) {
                member.connection.close();
            }
        } catch (SQLException e) {
            throw SqliteFailure.of(file, e);
        } finally {
            free.release(most); // who still waits learns that this is closed
        }
    }

    private boolean allFree() {
        try {
            return free.tryAcquire(most, FAREWELL.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return free.tryAcquire(most);
        }
    }
}
