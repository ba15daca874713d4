package org.amana.store;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.sqlite.SQLiteConfig;

/// Opens connections to the catalog's file, each with the settings that its role needs.
final class Sqlite {
    /// `AMNA`: what marks a SQLite file as a catalog of Amana.
    static final int APPLICATION_ID = 0x414D4E41;

    /// Tells SQLite that a power cut during a write may garble what stands beside it on the same page of 4 KiB: then it
    /// lets no commit share a page of the log with what is written after it, for one more frame in a commit
    /// (<https://www.sqlite.org/psow.html>).
    private static final String HARM_BESIDE_A_WRITE = "?psow=0";

    private Sqlite() {}

    /// The one connection that writes. A commit is durable when it returns (`synchronous=FULL`), deleted rows are
    /// overwritten with zeros (`secure_delete`: a destroyed container key must not linger in a free page), and
    /// the write-ahead log is never folded in by a commit.
    static Connection writer(Path file) throws SQLException {
        Connection connection = open(file);
        pragmas(
                connection,
                "journal_mode=WAL",
                "synchronous=FULL",
                "wal_autocheckpoint=0",
                "secure_delete=ON",
                "foreign_keys=ON",
                "cache_size=-32768");
        return withoutAutoCommit(connection);
    }

    /// It keeps up to 16 MB of pages. Whoever seeks from name to name meets some pages at each step, the same ones each
    /// time: a listing of a thousand prefixes of ten million names meets 2,700.
    static Connection reader(Path file) throws SQLException {
        Connection connection = open(file);
        pragmas(connection, "query_only=ON", "cache_size=-16384");
        return withoutAutoCommit(connection);
    }

    /// The connection that folds the write-ahead log into the database.
    static Connection checkpointer(Path file) throws SQLException {
        Connection connection = open(file);
        pragmas(connection, "synchronous=FULL", "wal_autocheckpoint=0");
        return connection;
    }

    /// Reads the whole catalog once, into a file beside it.
    static Connection copier(Path file) throws SQLException {
        Connection connection = open(file);
        pragmas(connection, "synchronous=FULL", "cache_size=-4096");
        return connection;
    }

    private static Connection open(Path file) throws SQLException {
        SQLiteConfig config = new SQLiteConfig();
        config.setGetGeneratedKeys(false); // it would run a query of its own after every insert
        config.setBusyTimeout(0);
        Connection connection = config.createConnection(
                "jdbc:sqlite:file:" + file.toAbsolutePath().toUri().getRawPath() + HARM_BESIDE_A_WRITE);
        // No memory mapping: a read error would come as a signal that ends the process.
        pragmas(connection, "mmap_size=0", "trusted_schema=OFF", "cell_size_check=ON", "temp_store=MEMORY");
        return connection;
    }

    /// Leaves transactions to SQLite and to us: a driver that commits by itself asks SQLite before every statement
    /// whether one is open.
    private static Connection withoutAutoCommit(Connection connection) throws SQLException {
        connection.setAutoCommit(false); // which begins a transaction
        execute(connection, "ROLLBACK");
        return connection;
    }

    static void pragmas(Connection connection, String... pragmas) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            for (String pragma : pragmas) {
                statement.execute("PRAGMA " + pragma);
            }
        }
    }

    static long number(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet results = statement.executeQuery(sql)) {
            return results.getLong(1);
        }
    }

    static void execute(Connection connection, String script) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.executeUpdate(script);
        }
    }
}
