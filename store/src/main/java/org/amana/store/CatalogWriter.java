package org.amana.store;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;
import org.amana.durable.FatalDiskError;
import org.amana.kernel.AmanaException;
import org.amana.kernel.ErrorCode;
import org.amana.kernel.Threads;
import org.jspecify.annotations.Nullable;

/// The one thread that writes the catalog. It takes every change that waits, applies each in a savepoint, commits
/// them together and then completes their futures. A platform thread: SQLite syncs in native code, which would pin
/// the carrier of a virtual one.
final class CatalogWriter implements AutoCloseable {
    /// Queries are done with the lock in microseconds; another program that writes to the file is not ours to wait for.
    private static final Duration LONGEST_LOCKED = Duration.ofSeconds(5);

    private static final Duration PAUSE_WHILE_LOCKED = Duration.ofNanos(50_000);

    private final Path file;
    private final Connection connection;
    private final Transaction transaction;
    private final InstantSource clock;
    private final CatalogConfig config;
    private final WalKeeper keeper;
    private final Recent recent;
    private final GroupQueue<Work> queue;
    private final Thread thread;
    private volatile @Nullable FatalDiskError fatal;

    CatalogWriter(
            Path file,
            Connection connection,
            InstantSource clock,
            CatalogConfig config,
            WalKeeper keeper,
            Recent recent) {
        this.file = file;
        this.connection = connection;
        this.transaction = new Transaction(connection, recent);
        this.clock = clock;
        this.config = config;
        this.keeper = keeper;
        this.recent = recent;
        this.queue = new GroupQueue<>(config.waiting(), _ -> 1);
        this.thread = Thread.ofPlatform().name("catalog-writer").start(this::run);
    }

    /// What the writer does for somebody who waits.
    private sealed interface Work permits PendingChange, PendingCheckpoint {
        CompletableFuture<?> future();
    }

    private record PendingCheckpoint(CompletableFuture<Boolean> future) implements Work {}

    <T extends @Nullable Object> CompletableFuture<T> submit(Change<T> change) {
        return enqueue(new PendingChange<>(change)).future;
    }

    CompletableFuture<Boolean> checkpoint() {
        return enqueue(new PendingCheckpoint(new CompletableFuture<>())).future;
    }

    private <W extends Work> W enqueue(W work) {
        if (Thread.currentThread().equals(thread)) {
            throw new IllegalStateException("a change cannot wait for another change");
        }
        if (!queue.put(work)) {
            FatalDiskError error = fatal;
            if (error != null) {
                throw new FatalDiskError("catalog " + file + ": stopped after a failed sync", error);
            }
            throw new AmanaException(ErrorCode.SERVER_BUSY, "catalog " + file + " is closed");
        }
        return work;
    }

    private void run() {
        try {
            for (List<Work> group = queue.take(config.group()); !group.isEmpty(); group = queue.take(config.group())) {
                carryOut(group);
            }
        } catch (FatalDiskError e) {
            fail(e);
            throw e;
        } catch (RuntimeException | Error e) {
            FatalDiskError error = new FatalDiskError("catalog " + file + ": a group was not carried out", e);
            fail(error);
            throw error;
        }
    }

    private void carryOut(List<Work> group) {
        List<PendingChange<?>> changes = new ArrayList<>(group.size());
        List<PendingCheckpoint> checkpoints = new ArrayList<>();
        for (Work work : group) {
            switch (work) {
                case PendingChange<?> change -> changes.add(change);
                case PendingCheckpoint checkpoint -> checkpoints.add(checkpoint);
            }
        }
        try {
            keeper.betweenCommits(connection);
            if (!changes.isEmpty()) {
                commit(changes);
            }
            for (PendingCheckpoint checkpoint : checkpoints) {
                empty(checkpoint);
            }
        } catch (AmanaException e) {
            group.forEach(work -> work.future().completeExceptionally(new AmanaException(e.code(), e.message(), e)));
        } catch (RuntimeException | Error e) {
            group.forEach(work -> work.future().completeExceptionally(e));
            throw e;
        }
    }

    /// Commits the group, or fails every change in it.
    private void commit(List<PendingChange<?>> group) {
        try {
            transaction.startsAt(clock.instant().truncatedTo(ChronoUnit.MILLIS));
            begin();
            for (PendingChange<?> change : group) {
                change.apply(transaction, file);
            }
            transaction.run("COMMIT");
        } catch (SQLException e) {
            transaction.rollBack(e);
            recent.settled();
            // Each waiter gets a failure of its own, since its thread may add to it.
            group.forEach(change -> change.future.completeExceptionally(SqliteFailure.of(file, e)));
            return;
        }
        keeper.committed();
        recent.settled();
        group.forEach(PendingChange::complete);
    }

    /// Begins a transaction, waiting for whoever holds the lock of writing at this moment. Though nobody else writes,
    /// a query takes it to look again when it met the log's index half written (SQLite's wal.c, `walIndexReadHdr`).
    private void begin() throws SQLException {
        long until = System.nanoTime() + LONGEST_LOCKED.toNanos();
        while (true) {
            try {
                transaction.run("BEGIN IMMEDIATE");
                return;
            } catch (SQLException e) {
                if (!SqliteFailure.isLocked(e) || System.nanoTime() > until) {
                    throw e;
                }
                LockSupport.parkNanos(PAUSE_WHILE_LOCKED.toNanos());
            }
        }
    }

    private void empty(PendingCheckpoint checkpoint) {
        try {
            checkpoint.future.complete(WalKeeper.empty(connection));
        } catch (SQLException e) {
            checkpoint.future.completeExceptionally(SqliteFailure.of(file, e));
        }
    }

    private void fail(FatalDiskError error) {
        fatal = error;
        queue.close();
        for (List<Work> left = queue.take(config.group()); !left.isEmpty(); left = queue.take(config.group())) {
            left.forEach(work -> work.future().completeExceptionally(error));
        }
    }

    /// Finishes what was handed in and takes no more.
    void stop() {
        queue.close();
        Threads.awaitEnd(thread);
    }

    /// Closes the connection, after [#stop()] and as the last one, so that SQLite folds the log in and removes
    /// it.
    @Override
    public void close() {
        try {
            connection.close();
        } catch (SQLException e) {
            throw SqliteFailure.of(file, e);
        }
    }

    /// A change with its outcome, which becomes known to the waiter only with the group's commit.
    private static final class PendingChange<T extends @Nullable Object> implements Work {
        private final Change<T> change;
        private final CompletableFuture<T> future = new CompletableFuture<>();
        private @Nullable T result;
        private @Nullable Throwable failure;

        PendingChange(Change<T> change) {
            this.change = change;
        }

        @Override
        public CompletableFuture<T> future() {
            return future;
        }

        /// @throws SQLException if SQLite has rolled back the group or cannot undo this change alone
        void apply(Transaction transaction, Path file) throws SQLException {
            transaction.run("SAVEPOINT change");
            try {
                result = change.apply(transaction);
            } catch (FatalDiskError e) {
                throw e;
            } catch (SQLException e) {
                failure = SqliteFailure.of(file, e);
                undo(transaction, e);
            } catch (Throwable e) {
                failure = e;
                transaction.run("ROLLBACK TO change");
            }
            transaction.run("RELEASE change");
        }

        private static void undo(Transaction transaction, SQLException reason) throws SQLException {
            try {
                transaction.run("ROLLBACK TO change");
            } catch (SQLException e) {
                reason.addSuppressed(e);
                throw reason; // why the group is lost
            }
        }

        @SuppressWarnings("NullAway") // null is the result of a change whose T says so
        void complete() {
            if (failure == null) {
                future.complete(result);
            } else {
                future.completeExceptionally(failure);
            }
        }
    }
}
