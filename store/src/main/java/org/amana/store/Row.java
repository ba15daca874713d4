package org.amana.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;
import org.amana.kernel.AmanaException;
import org.amana.kernel.ErrorCode;

/// The row at hand of a query, by column name. Valid only while it is being mapped. The plain accessors are for
/// columns that are `NOT NULL`; an absent value there is a mistake and thrown as one.
public final class Row {
    private final ResultSet results;
    private final ColumnNames columns;
    private String about = "";

    Row(ResultSet results, ColumnNames columns) {
        this.results = results;
        this.columns = columns;
    }

    public long number(String column) throws SQLException {
        long value = results.getLong(columns.position(column));
        requirePresent(column);
        return value;
    }

    /// A number that is known to fit in 32 bits.
    public int integer(String column) throws SQLException {
        return Math.toIntExact(number(column));
    }

    public double real(String column) throws SQLException {
        double value = results.getDouble(columns.position(column));
        requirePresent(column);
        return value;
    }

    /// True for 1, false for 0.
    public boolean flag(String column) throws SQLException {
        return number(column) != 0;
    }

    public String text(String column) throws SQLException {
        return optionalText(column).orElseThrow(() -> absent(column));
    }

    public byte[] bytes(String column) throws SQLException {
        return optionalBytes(column).orElseThrow(() -> absent(column));
    }

    /// Says what this row tells of, such as `purpose P-2`: if something in it turns out to be damaged, that
    /// is named.
    public Row about(String what) {
        about = what;
        return this;
    }

    /// What a text stands for.
    ///
    /// @param parse fails with an `IllegalArgumentException`, or an [AmanaException] about its argument, for
    ///     a text that nobody writes there: the catalog is damaged then
    public <T> T parsed(String column, Function<String, T> parse) throws SQLException {
        String text = text(column);
        try {
            return parse.apply(text);
        } catch (IllegalArgumentException e) {
            throw new DamagedValueException(described() + ", " + column, e);
        } catch (AmanaException e) {
            if (e.code().category() != ErrorCode.Category.INVALID) {
                throw e;
            }
            throw new DamagedValueException(described() + ", " + column, e);
        }
    }

    /// What nothing can be made of as a whole.
    DamagedValueException damaged(RuntimeException why) throws SQLException {
        return new DamagedValueException(described() + ", " + why.getMessage(), why);
    }

    private String described() throws SQLException {
        return about.isEmpty() ? "a row of " + results.getMetaData().getTableName(1) : about;
    }

    /// An instant kept as milliseconds since 1970.
    public Instant instant(String column) throws SQLException {
        return Instant.ofEpochMilli(number(column));
    }

    public Optional<String> optionalText(String column) throws SQLException {
        return Optional.ofNullable(results.getString(columns.position(column)));
    }

    public Optional<byte[]> optionalBytes(String column) throws SQLException {
        byte[] value = results.getBytes(columns.position(column));
        if (value == null && !results.wasNull()) {
            return Optional.of(new byte[0]);
        }
        return Optional.ofNullable(value);
    }

    public OptionalLong optionalNumber(String column) throws SQLException {
        long value = results.getLong(columns.position(column));
        return results.wasNull() ? OptionalLong.empty() : OptionalLong.of(value);
    }

    public Optional<Instant> optionalInstant(String column) throws SQLException {
        long value = results.getLong(columns.position(column));
        return results.wasNull() ? Optional.empty() : Optional.of(Instant.ofEpochMilli(value));
    }

    private void requirePresent(String column) throws SQLException {
        if (results.wasNull()) {
            throw absent(column);
        }
    }

    private static SQLException absent(String column) {
        return new SQLException("column " + column + " holds no value");
    }
}
