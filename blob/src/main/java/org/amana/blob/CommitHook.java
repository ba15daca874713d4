package org.amana.blob;

import java.sql.SQLException;
import org.amana.store.Transaction;

/// Takes part in every commit that changes a blob, in the same transaction: both happen, or neither.
@FunctionalInterface
public interface CommitHook {
    /// Called on the catalog's writer thread, so it must be quick and do nothing but SQL. Throwing undoes the
    /// change.
    ///
    /// @param cause whose access it is
    void changed(Transaction transaction, BlobChange change, Cause cause) throws SQLException;
}
