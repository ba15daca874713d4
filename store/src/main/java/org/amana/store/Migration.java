package org.amana.store;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.amana.kernel.AmanaException;
import org.amana.kernel.ErrorCode;
import org.amana.kernel.FormatVersion;

/// Brings the tables in the catalog's file to the versions this build knows, all at one stroke, and refuses a file
/// that is newer or not a catalog.
final class Migration {
    /// Version of the conventions that hold for the whole file; see `docs/formats/catalog.md`.
    private static final int CONVENTIONS = 1;

    private final Path file;
    private final Connection connection;
    private final Reader reader;

    Migration(Path file, Connection connection) {
        this.file = file;
        this.connection = connection;
        this.reader = new Reader(connection);
    }

    void bringTo(List<Schema> schemas) throws SQLException {
        requireCatalog();
        Sqlite.execute(connection, "BEGIN IMMEDIATE");
        try {
            Sqlite.execute(connection, """
                CREATE TABLE IF NOT EXISTS schema_version (
                    name TEXT NOT NULL PRIMARY KEY,
                    version INTEGER NOT NULL
                ) STRICT, WITHOUT ROWID;
                """);
            for (Schema schema : schemas) {
                bringTo(schema);
            }
            requireStrictTables();
            Sqlite.pragmas(connection, "application_id=" + Sqlite.APPLICATION_ID, "user_version=" + CONVENTIONS);
            Sqlite.execute(connection, "COMMIT");
        } catch (SQLException | RuntimeException e) {
            Sqlite.execute(connection, "ROLLBACK");
            throw e;
        }
    }

    private void requireCatalog() throws SQLException {
        long application = Sqlite.number(connection, "PRAGMA application_id");
        long tables = Sqlite.number(connection, "SELECT count(*) FROM sqlite_schema");
        if (application != Sqlite.APPLICATION_ID && (application != 0 || tables != 0)) {
            throw refuse("is a SQLite file, but not a catalog of Amana");
        }
        long conventions = Sqlite.number(connection, "PRAGMA user_version");
        FormatVersion.requireKnown("catalog " + file, conventions, CONVENTIONS);
    }

    private void bringTo(Schema schema) throws SQLException {
        long version = reader.first(
                        "SELECT version FROM schema_version WHERE name = ?",
                        row -> row.number("version"),
                        schema.name())
                .orElse(0L);
        if (version > schema.version()) {
            throw refuse("holds version " + version + " of the tables of " + schema.name() + ", this build knows "
                    + schema.version() + ": use a newer Amana");
        }
        for (String step : schema.steps().subList((int) version, schema.version())) {
            Sqlite.execute(connection, step);
        }
        reader.prepare("INSERT INTO schema_version VALUES (?, ?) ON CONFLICT DO UPDATE SET version = excluded.version")
                .update(schema.name(), schema.version());
    }

    private void requireStrictTables() throws SQLException {
        List<String> loose = reader.list(
                "SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'table' AND strict = 0"
                        + " AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\'",
                row -> row.text("name"));
        if (!loose.isEmpty()) {
            throw new IllegalArgumentException("tables that are not STRICT: " + loose);
        }
    }

    private AmanaException refuse(String why) {
        return new AmanaException(ErrorCode.CONFIGURATION, "catalog " + file + " " + why);
    }
}
