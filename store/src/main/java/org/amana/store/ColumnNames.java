package org.amana.store;

import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;

/// Where the columns of a statement's rows are. The driver finds that out anew for every result; a statement that is
/// kept does so once, for its columns do not change.
final class ColumnNames {
    private final Map<String, Integer> positions;

    private ColumnNames(Map<String, Integer> positions) {
        this.positions = positions;
    }

    static ColumnNames of(ResultSet results) throws SQLException {
        ResultSetMetaData columns = results.getMetaData();
        Map<String, Integer> positions = new HashMap<>();
        for (int i = 1; i <= columns.getColumnCount(); i++) {
            positions.putIfAbsent(columns.getColumnLabel(i), i);
        }
        return new ColumnNames(positions);
    }

    /// Counted from 1.
    int position(String column) throws SQLException {
        Integer position = positions.get(column);
        if (position == null) {
            throw new SQLException("there is no column " + column + ", only " + positions.keySet());
        }
        return position;
    }
}
