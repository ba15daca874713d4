package org.amana.store;

import java.sql.SQLException;

/// Makes a value of the row at hand.
@FunctionalInterface
public interface RowMapper<T> {
    T map(Row row) throws SQLException;
}
