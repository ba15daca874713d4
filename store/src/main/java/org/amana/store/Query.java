package org.amana.store;

import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/// A reading of the catalog that sees one state of it throughout.
@FunctionalInterface
public interface Query<T extends @Nullable Object> {
    /// Reads through `reader`. It takes what it needs and returns: while it runs, the write-ahead log cannot
    /// start over, so it never waits for a network or another thread.
    T run(Reader reader) throws SQLException;
}
