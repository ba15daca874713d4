package org.amana.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What a [Query] reads with: SQL text in, rows out. Each text is compiled once for its connection and kept, so texts
/// are constants with question marks, never built from values. Used by one thread at a time.
public sealed class Reader permits Transaction {
    /// Far more than the distinct texts of the code; reached only by a text that is built from values.
    private static final int MOST_KEPT = 512;

    private final Connection connection;
    private final LinkedHashMap<String, Prepared> kept = new LinkedHashMap<>(64, 0.75f, true);
    private long asked; // how often a statement has been asked for
    private boolean unended; // a transaction could not be rolled back

    Reader(Connection connection) {
        this.connection = connection;
    }

    /// The kept statement for `sql`.
    public Prepared prepare(String sql) throws SQLException {
        asked++;
        Prepared known = kept.get(sql);
        return known == null ? keep(sql) : known;
    }

    private Prepared keep(String sql) throws SQLException {
        if (kept.size() >= MOST_KEPT) {
            kept.pollFirstEntry().getValue().close();
        }
        Prepared prepared = new Prepared(connection, sql);
        kept.put(sql, prepared);
        return prepared;
    }

    /// Every row, mapped, in the order of the query.
    public <T> List<T> list(String sql, RowMapper<T> mapper, @Nullable Object... arguments) throws SQLException {
        return prepare(sql).list(mapper, arguments);
    }

    /// The first row, mapped; empty if there is none.
    public <T> Optional<T> first(String sql, RowMapper<T> mapper, @Nullable Object... arguments) throws SQLException {
        return prepare(sql).first(mapper, arguments);
    }

    /// Visits the rows in order until the visitor has enough.
    public void each(String sql, RowVisitor visitor, @Nullable Object... arguments) throws SQLException {
        prepare(sql).each(visitor, arguments);
    }

    /// Ends a transaction in which something failed. That is what is told, and never that there was nothing left
    /// to end: after a failure of the disk or for want of memory SQLite has rolled back by itself
    /// (<https://www.sqlite.org/lang_transaction.html>, "Response To Errors Within A Transaction").
    ///
    /// @param reason what failed; learns of it if the transaction could not be ended
    void rollBack(Exception reason) {
        try {
            prepare("ROLLBACK").run();
        } catch (SQLException e) {
            reason.addSuppressed(e);
            unended = true;
        }
    }

    /// Whether a transaction may still be there that was to be ended.
    boolean mayBeInTransaction() {
        return unended;
    }

    long asked() {
        return asked;
    }

    Connection connection() {
        return connection;
    }
}
