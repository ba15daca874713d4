package org.amana.query;

import java.io.IOException;

/// Where a query's results go.
public interface Results {
    /// Bytes in the format asked for; whole records.
    void data(byte[] bytes) throws IOException;

    /// @param fatal whether the query ends with it; else the record is left out
    /// @param position in the blob
    void problem(boolean fatal, String name, String description, long position) throws IOException;

    /// Called about once a second of work, so that whoever left is missed though there are no rows for long.
    default void working() throws IOException {}
}
