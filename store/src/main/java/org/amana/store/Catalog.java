package org.amana.store;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.amana.durable.Disk;
import org.amana.durable.DurableFile;
import org.amana.durable.Mode;
import org.amana.kernel.AmanaException;
import org.amana.kernel.ErrorCode;
import org.jspecify.annotations.Nullable;

/// The SQL database that says what there is: SQLite with a write-ahead log. One thread writes; changes that wait
/// while a commit is being synced share the next one, each in a savepoint of its own. Queries run beside it on a
/// bounded pool of connections and never wait for a commit.
///
/// A change that has returned is durable. After a full disk (`INSUFFICIENT_STORAGE`) the catalog goes on as soon as
/// there is room. A failed sync is a [org.amana.durable.FatalDiskError]: nothing is committed after it.
///
/// Safe for use by any number of threads; waiting parks a virtual thread and does not pin its carrier. Format and
/// conventions: `docs/formats/catalog.md`.
public final class Catalog implements AutoCloseable {
    private static final int MOST_RECENT = 4_096;

    private final Disk disk;
    private final Path file;
    private final InstantSource clock;
    private final CatalogWriter writer;
    private final ReaderPool readers;
    private final WalKeeper keeper;
    private final Recent recent;

    private Catalog(
            Disk disk,
            Path file,
            InstantSource clock,
            CatalogWriter writer,
            ReaderPool readers,
            WalKeeper keeper,
            Recent recent) {
        this.disk = disk;
        this.file = file;
        this.clock = clock;
        this.writer = writer;
        this.readers = readers;
        this.keeper = keeper;
        this.recent = recent;
    }

    /// Opens the catalog with default settings; see the other `open`.
    public static Catalog open(Disk disk, Path file, List<Schema> schemas, InstantSource clock) {
        return open(disk, file, schemas, clock, CatalogConfig.DEFAULTS);
    }

    /// Opens the catalog, making the file when it is absent and bringing every schema to the version that this
    /// build knows.
    ///
    /// @param clock where [#now()] comes from
    /// @throws AmanaException `CONFIGURATION` if the file or one of its schemas is newer than this build, or no
    ///     catalog
    public static Catalog open(Disk disk, Path file, List<Schema> schemas, InstantSource clock, CatalogConfig config) {
        makeFile(disk, file);
        Connection connection = null;
        try {
            connection = Sqlite.writer(file);
            new Migration(file, connection).bringTo(schemas);
            Sqlite.pragmas(
                    connection, "journal_size_limit=" + config.walSoftLimit().bytes());
            ReaderPool readers = new ReaderPool(file, config.readers());
            WalKeeper keeper = new WalKeeper(file, disk, config, readers);
            Recent recent = new Recent(MOST_RECENT);
            CatalogWriter writer = new CatalogWriter(file, connection, clock, config, keeper, recent);
            return new Catalog(disk, file, clock, writer, readers, keeper, recent);
        } catch (SQLException e) {
            close(connection, e);
            throw SqliteFailure.of(file, e);
        } catch (RuntimeException e) {
            close(connection, e);
            throw e;
        }
    }

    /// Makes the file for its owner alone before SQLite would make it for more; the log beside it takes over its
    /// mode.
    private static void makeFile(Disk disk, Path file) {
        Path folder = file.toAbsolutePath().getParent();
        if (folder == null) {
            throw new IllegalArgumentException("not a file: " + file);
        }
        disk.createDirectories(folder);
        try (DurableFile made = disk.open(file, Mode.CREATE)) {
            made.sync();
        }
        disk.syncDirectory(folder);
    }

    private static void close(@Nullable Connection connection, Exception reason) {
        try {
            if (connection != null) {
                connection.close();
            }
        } catch (SQLException e) {
            reason.addSuppressed(e);
        }
    }

    /// Carries out a change and waits until it is durable.
    ///
    /// @return what the change returned
    /// @throws AmanaException what the change threw, undone; `INSUFFICIENT_STORAGE` if there was no room for its
    ///     group; `INTERNAL` for SQL that failed
    public <T extends @Nullable Object> T commit(Change<T> change) {
        try {
            return submit(change).join();
        } catch (CompletionException e) {
            throw unwrap(e);
        }
    }

    /// Hands a change to the writer, waiting only while too many wait already. The future completes when the
    /// change is durable; what depends on it runs on the writer's thread unless it is made asynchronous.
    public <T extends @Nullable Object> CompletableFuture<T> submit(Change<T> change) {
        return writer.submit(change);
    }

    private static RuntimeException unwrap(CompletionException e) {
        return switch (e.getCause()) {
            case RuntimeException cause -> cause;
            case Error cause -> throw cause;
            case null, default -> e;
        };
    }

    /// Runs a query on a connection of its own, waiting while too many run. It sees the last commit and nothing
    /// later. A query never runs another one inside: both would need a connection at once.
    ///
    /// @throws AmanaException what the query threw; `CORRUPT` if the file is damaged; `SERVER_BUSY` if the query
    ///     held the write-ahead log too long
    /// @throws IllegalStateException if it is called from within a query
    public <T extends @Nullable Object> T read(Query<T> query) {
        return readers.run(query);
    }

    /// The same for a query of a single statement, which needs no transaction begun and ended around it.
    ///
    /// @throws IllegalStateException if there were more: each may have seen another commit
    public <T extends @Nullable Object> T readOne(Query<T> query) {
        return readers.runOne(query);
    }

    /// The same for a value that is asked for again and again: answered from memory while no change has
    /// [named][Transaction#changes] its key since it was read.
    public <T> Optional<T> recent(RecentKey<T> key, Query<Optional<T>> query) {
        return recent.find(key, () -> readOne(query));
    }

    /// The time that decides anything, in whole milliseconds, so that it comes back from a row as it went in.
    public Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }

    /// Folds the write-ahead log into the database and empties it. A destroyed key is gone from the catalog's
    /// files when this returns true.
    ///
    /// @return false if a running query kept the log from being emptied
    public boolean checkpoint() {
        try {
            return writer.checkpoint().join();
        } catch (CompletionException e) {
            throw unwrap(e);
        }
    }

    /// Checks the whole file: pages, indexes, foreign keys. Takes as long as reading it all.
    ///
    /// @return what is wrong, in the words of SQLite; empty if nothing is
    public List<String> check() {
        try {
            return read(reader -> {
                List<String> wrong =
                        new ArrayList<>(reader.list("PRAGMA integrity_check", row -> row.text("integrity_check")));
                wrong.remove("ok");
                wrong.addAll(reader.list(
                        "SELECT \"table\" || ' row ' || ifnull(rowid, '?') || ' refers to nothing in ' || parent AS"
                                + " problem FROM pragma_foreign_key_check",
                        row -> row.text("problem")));
                return wrong;
            });
        } catch (AmanaException e) {
            if (e.code() != ErrorCode.CORRUPT) {
                throw e;
            }
            return List.of(e.message()); // too damaged for SQLite to go on looking
        }
    }

    /// Writes a copy of the catalog as one commit left it, none older than the last that returned before this call,
    /// to `target`, durably. Commits and queries go on beside it; the write-ahead log grows until it is done.
    ///
    /// @param target is made; mode 0600
    /// @throws AmanaException `INSUFFICIENT_STORAGE` if there is no room for it; `CORRUPT` if the catalog is
    ///     damaged. What was written of it is removed then, whatever it was that failed
    public void copyTo(Path target) {
        DurableFile made = disk.open(target, Mode.CREATE_NEW); // what is there already is not ours to remove
        try {
            try (made) {
                made.sync();
            }
            vacuumInto(target);
            makeDurable(target);
        } catch (RuntimeException | Error e) {
            remove(target, e);
            throw e;
        }
    }

    private void vacuumInto(Path target) {
        keeper.copyBegins();
        try (Connection connection = Sqlite.copier(file);
                PreparedStatement statement = connection.prepareStatement("VACUUM INTO ?")) {
            statement.setString(1, target.toString());
            statement.execute();
        } catch (SQLException e) {
            throw SqliteFailure.of(file, e);
        } finally {
            keeper.copyEnds();
        }
    }

    private void makeDurable(Path target) {
        try (DurableFile copy = disk.open(target, Mode.WRITE)) {
            copy.sync();
        }
        disk.syncName(target);
    }

    private void remove(Path target, Throwable reason) {
        try {
            disk.delete(target);
        } catch (AmanaException e) {
            reason.addSuppressed(e);
        }
    }

    /// How many queries run at this moment.
    int queriesRunning() {
        return readers.running();
    }

    public Path file() {
        return file;
    }

    /// The failure of whoever finds that rows are not what was written, though SQLite reads them.
    ///
    /// @param what for a person, such as `purpose P-2: its entry 7 is not in the ledger`
    public AmanaException damaged(String what) {
        return new AmanaException(ErrorCode.CORRUPT, SqliteFailure.damaged(file, what));
    }

    /// Commits what was handed in, stops queries that do not end, folds the log in and closes the file.
    @Override
    public void close() {
        writer.stop();
        keeper.stop();
        readers.close();
        writer.close();
    }
}
