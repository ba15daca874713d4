package org.amana.store;

import java.sql.SQLException;

/// Looks at one row after another.
@FunctionalInterface
public interface RowVisitor {
    /// @return whether to go on to the next row
    boolean visit(Row row) throws SQLException;
}
