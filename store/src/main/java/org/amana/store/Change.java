package org.amana.store;

import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/// One change of the catalog: all of it happens, or nothing.
@FunctionalInterface
public interface Change<T extends @Nullable Object> {
    /// Reads and writes through `transaction`. Runs on the catalog's one writer thread, so it is short, computes
    /// little and waits for nothing. What it throws undoes this change alone and reaches the caller.
    T apply(Transaction transaction) throws SQLException;
}
