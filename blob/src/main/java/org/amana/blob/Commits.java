package org.amana.blob;

import java.sql.SQLException;
import java.util.List;
import org.amana.policy.AppliedEntries;
import org.amana.policy.Permit;
import org.amana.store.Catalog;
import org.amana.store.Change;
import org.amana.store.Transaction;

/// What every commit in a container has in common: the sums of the container follow, the permit whose figures
/// they follow is marked as applied, and hooks are told. All in one transaction.
final class Commits {
    private final Catalog catalog;
    private final List<CommitHook> hooks;

    Commits(Catalog catalog, List<CommitHook> hooks) {
        this.catalog = catalog;
        this.hooks = List.copyOf(hooks);
    }

    /// Commits a change whose stored bytes are exactly those of the permit.
    ///
    /// @param blobs change of the number of committed blobs
    <T> T commit(Box box, Permit permit, int blobs, Change<T> change) {
        return catalog.commit(tx -> {
            T result = change.apply(tx);
            ContainerRows.resize(tx, box, permit.amounts().stored(), blobs);
            applied(tx, permit);
            return result;
        });
    }

    /// For commits that keep the sums themselves.
    void applied(Transaction tx, Permit permit) throws SQLException {
        if (permit.amounts().stored() != 0) {
            AppliedEntries.record(tx, permit);
        }
    }

    void tell(Transaction tx, BlobChange change) throws SQLException {
        for (CommitHook hook : hooks) {
            hook.changed(tx, change);
        }
    }

    void written(Transaction tx, Box box, BlobRow row, boolean inPlaceOfAnother, BlobChange.Origin origin)
            throws SQLException {
        BlobProperties properties = row.properties(tx.now());
        tell(tx, new BlobChange.Written(box.ref(), box.id(), row.name(), properties, inPlaceOfAnother, origin));
    }

    /// A blob that was deleted is there again.
    void returned(Transaction tx, Box box, BlobRow row) throws SQLException {
        written(tx, box, row, false, BlobChange.Origin.RETURN);
    }

    void amended(Transaction tx, Box box, BlobRow row) throws SQLException {
        tell(tx, new BlobChange.Amended(box.ref(), box.id(), row.name(), row.properties(tx.now())));
    }

    void described(Transaction tx, Box box, BlobRow row) throws SQLException {
        tell(tx, new BlobChange.Described(box.ref(), box.id(), row.name(), row.properties(tx.now())));
    }

    void deleted(Transaction tx, Box box, BlobName name) throws SQLException {
        tell(tx, new BlobChange.Deleted(box.ref(), box.id(), name));
    }
}
