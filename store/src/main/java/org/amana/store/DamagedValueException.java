package org.amana.store;

import java.sql.SQLException;

/// A row holds what nobody writes there, although SQLite finds nothing wrong with its page.
final class DamagedValueException extends SQLException {
    private static final long serialVersionUID = 1;

    /// @param where what the row tells of and, where it is known, the column
    DamagedValueException(String where, Throwable cause) {
        super(where, cause);
    }
}
