package org.amana.store;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.amana.durable.Disk;
import org.amana.durable.FatalDiskError;
import org.amana.kernel.Threads;
import org.jspecify.annotations.Nullable;

/// Keeps the write-ahead log short without making commits wait. Its thread folds the log into the database beside the
/// writer; but as long as commits go on, that never reaches the log's end, and only a log that is folded in
/// completely starts over. So once it is longer than the soft limit, the writer itself folds in the few pages left,
/// between two commits.
///
/// Should queries keep the log from starting over until it reaches its hard limit, commits wait and old queries are
/// stopped.
final class WalKeeper {
    private static final System.Logger LOG = System.getLogger(WalKeeper.class.getName());
    private static final int PAGE = 4096;
    private static final int WORTH_FOLDING = 1024; // pages
    private static final long LOOKS_EVERY_MILLIS = 50;
    private static final long FOLDS_WHEN_QUIET_MILLIS = 1000;

    /// How much longer than its hard limit the log may become while a copy is taken, which needs all of it.
    private static final int PATIENCE_WITH_COPIES = 16;

    private final Path file;
    private final Path log;
    private final Disk disk;
    private final CatalogConfig config;
    private final ReaderPool readers;
    private final Connection connection;
    private final Thread thread;

    private final ReentrantLock lock = new ReentrantLock(); // guards the two below
    private final Condition changed = lock.newCondition();
    private long commits;
    private boolean stopping;

    private final AtomicInteger copies = new AtomicInteger(); // of the catalog, being taken

    private volatile boolean startOver;
    private volatile @Nullable FatalDiskError fatal;

    WalKeeper(Path file, Disk disk, CatalogConfig config, ReaderPool readers) throws SQLException {
        this.file = file;
        this.log = file.resolveSibling(file.getFileName() + "-wal");
        this.disk = disk;
        this.config = config;
        this.readers = readers;
        this.connection = Sqlite.checkpointer(file);
        this.thread = Thread.ofPlatform().name("catalog-log").start(this::run);
    }

    /// How far the log has been folded in, in pages.
    private record Progress(boolean complete, long length, long folded) {
        long left() {
            return length - folded;
        }
    }

    /// The writer has committed.
    void committed() {
        lock.lock();
        try {
            commits++;
            if (commits == 1) {
                changed.signal();
            }
        } finally {
            lock.unlock();
        }
    }

    /// Called by the writer before each group: starts the log over when that was asked for, and holds commits
    /// while the log is at its hard limit.
    void betweenCommits(Connection writer) {
        FatalDiskError error = fatal;
        if (error != null) {
            throw new FatalDiskError("catalog " + file + ": stopped after a failed sync", error);
        }
        try {
            if (startOver) {
                startOver = false;
                checkpoint(writer, "RESTART");
            }
            while (logBytes() > hardLimit() && !empty(writer)) {
                readers.interruptOlderThan(config.longestRead());
                Thread.sleep(LOOKS_EVERY_MILLIS);
            }
        } catch (SQLException e) {
            throw SqliteFailure.of(file, e);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    /// A copy of the catalog is a query of a minute or more that is not to be stopped.
    void copyBegins() {
        copies.incrementAndGet();
    }

    void copyEnds() {
        copies.decrementAndGet();
    }

    private long hardLimit() {
        return config.walHardLimit().bytes() * (copies.get() > 0 ? PATIENCE_WITH_COPIES : 1);
    }

    private long logBytes() {
        return disk.exists(log) ? disk.size(log) : 0;
    }

    /// Folds everything in and cuts the log to nothing.
    ///
    /// @return false if a query still needs the log
    static boolean empty(Connection writer) throws SQLException {
        return checkpoint(writer, "TRUNCATE").complete;
    }

    private static Progress checkpoint(Connection connection, String mode) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("PRAGMA wal_checkpoint(" + mode + ")")) {
            return new Progress(row.getLong(1) == 0, Math.max(0, row.getLong(2)), Math.max(0, row.getLong(3)));
        }
    }

    private void run() {
        try (connection) {
            while (awaitCommit()) {
                foldUntilQuiet();
            }
        } catch (FatalDiskError e) {
            fatal = e;
            throw e;
        } catch (SQLException e) {
            throw SqliteFailure.of(file, e);
        }
    }

    /// Looks after the log while commits come, and until all of it is folded in.
    private void foldUntilQuiet() {
        int quietLooks = 0;
        while (true) {
            quietLooks = pause() ? 0 : quietLooks + 1;
            boolean quiet = quietLooks * LOOKS_EVERY_MILLIS >= FOLDS_WHEN_QUIET_MILLIS;
            if (isStopping() || (fold(quiet) && quiet)) {
                return;
            }
        }
    }

    /// @return whether nothing is left to fold in
    private boolean fold(boolean quiet) {
        try {
            Progress progress = checkpoint(connection, "NOOP");
            if (progress.left() >= WORTH_FOLDING || (quiet && progress.left() > 0)) {
                progress = checkpoint(connection, "PASSIVE");
            }
            if (progress.length * PAGE > config.walSoftLimit().bytes()) {
                startOver = true;
            }
            return progress.left() == 0;
        } catch (SQLException e) {
            // A full disk, most likely. The log keeps what it has; the writer meets the same at the hard limit and
            // tells.
            LOG.log(System.Logger.Level.WARNING, "catalog log not folded in, trying again", SqliteFailure.of(file, e));
            return quiet;
        }
    }

    /// Waits for the next commit.
    ///
    /// @return false if there will be none
    private boolean awaitCommit() {
        lock.lock();
        try {
            while (commits == 0 && !stopping) {
                changed.awaitUninterruptibly();
            }
            return !stopping;
        } finally {
            lock.unlock();
        }
    }

    /// Waits until it is time to look at the log again.
    ///
    /// @return whether there were commits since the last pause
    private boolean pause() {
        lock.lock();
        try {
            commits = 0;
            long left = TimeUnit.MILLISECONDS.toNanos(LOOKS_EVERY_MILLIS);
            while (left > 0 && !stopping) {
                left = changed.awaitNanos(left);
            }
            return commits > 0;
        } catch (InterruptedException _) {
            return false; // nobody interrupts this thread
        } finally {
            lock.unlock();
        }
    }

    private boolean isStopping() {
        lock.lock();
        try {
            return stopping;
        } finally {
            lock.unlock();
        }
    }

    void stop() {
        lock.lock();
        try {
            stopping = true;
            changed.signal();
        } finally {
            lock.unlock();
        }
        Threads.awaitEnd(thread);
    }
}
