package org.amana.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A statement that is compiled once and kept by its connection. Arguments take the place of the question marks in
/// order: `String`, `Long`, `Integer`, `Short`, `Double`, `Boolean` (as 1 or 0), `byte[]`, `Instant` (as
/// milliseconds), an `Optional` of those, or null. Valid only within the change or query that asked for it. A
/// statement may be used again while its own rows are being visited.
public final class Prepared implements AutoCloseable {
    private final Connection connection;
    private final String sql;
    private PreparedStatement statement;
    private final int parameters;
    private @Nullable ColumnNames columns; // once it has had a result
    private boolean busy; // its rows are being visited
    private boolean broken; // it has failed, and the driver does not run such a statement again

    Prepared(Connection connection, String sql) throws SQLException {
        this.connection = connection;
        this.sql = sql;
        this.statement = connection.prepareStatement(sql);
        this.parameters = statement.getParameterMetaData().getParameterCount();
    }

    /// Every row, mapped, in the order of the query.
    public <T> List<T> list(RowMapper<T> mapper, @Nullable Object... arguments) throws SQLException {
        List<T> all = new ArrayList<>();
        each(row -> all.add(mapped(row, mapper)), arguments);
        return all;
    }

    /// The first row, mapped; empty if there is none.
    public <T> Optional<T> first(RowMapper<T> mapper, @Nullable Object... arguments) throws SQLException {
        List<T> one = new ArrayList<>(1);
        each(
                row -> {
                    one.add(mapped(row, mapper));
                    return false;
                },
                arguments);
        return one.isEmpty() ? Optional.empty() : Optional.of(one.getFirst());
    }

    /// A row that was written can be mapped, unless it is not what was written.
    private static <T> T mapped(Row row, RowMapper<T> mapper) throws SQLException {
        try {
            return mapper.map(row);
        } catch (IllegalArgumentException | ArithmeticException e) {
            throw row.damaged(e);
        }
    }

    /// Visits the rows in order until the visitor has enough.
    public void each(RowVisitor visitor, @Nullable Object... arguments) throws SQLException {
        if (busy) {
            try (Prepared another = new Prepared(connection, sql)) {
                another.each(visitor, arguments);
            }
            return;
        }
        bind(arguments);
        busy = true;
        try (ResultSet results = statement.executeQuery()) {
            Row row = new Row(results, columns(results));
            while (results.next() && visitor.visit(row)) {
                // The visitor has seen it.
            }
        } catch (SQLException e) {
            broken = true;
            throw e;
        } finally {
            busy = false;
        }
    }

    private ColumnNames columns(ResultSet results) throws SQLException {
        ColumnNames known = columns;
        if (known == null) {
            known = ColumnNames.of(results);
            columns = known;
        }
        return known;
    }

    /// Inserts, updates or deletes.
    ///
    /// @return how many rows were touched
    int update(@Nullable Object... arguments) throws SQLException {
        bind(arguments);
        try {
            return statement.executeUpdate();
        } catch (SQLException e) {
            broken = true;
            throw e;
        }
    }

    /// Runs a statement that answers nothing, such as `COMMIT`.
    void run() throws SQLException {
        requireSound();
        try {
            statement.execute();
        } catch (SQLException e) {
            broken = true;
            throw e;
        }
    }

    private void requireSound() throws SQLException {
        if (broken) {
            statement.close();
            statement = connection.prepareStatement(sql);
            broken = false;
        }
    }

    private void bind(@Nullable Object... arguments) throws SQLException {
        if (arguments.length != parameters) {
            throw new SQLException(arguments.length + " arguments for the " + parameters + " of: " + sql);
        }
        requireSound();
        for (int i = 0; i < arguments.length; i++) {
            bind(i + 1, arguments[i]);
        }
    }

    private void bind(int index, @Nullable Object argument) throws SQLException {
        switch (argument) {
            case null -> statement.setObject(index, null);
            case String text -> statement.setString(index, text);
            case Long number -> statement.setLong(index, number);
            case Integer number -> statement.setInt(index, number);
            case Short number -> statement.setInt(index, number);
            case Double number -> statement.setDouble(index, number);
            case Boolean flag -> statement.setInt(index, flag ? 1 : 0);
            case byte[] bytes -> statement.setBytes(index, bytes);
            case Instant instant -> statement.setLong(index, instant.toEpochMilli());
            case Optional<?> optional -> bind(index, optional.orElse(null));
            default ->
                throw new SQLException("cannot bind a " + argument.getClass().getName() + " in: " + sql);
        }
    }

    @Override
    public void close() throws SQLException {
        statement.close();
    }
}
