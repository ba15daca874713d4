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
    private static final Cause CONSEQUENCE = new Cause.Consequence();

    private final Catalog catalog;
    private final List<CommitHook> hooks;

    /// Of the change that is being made; used by the catalog's writer thread only.
    private Cause cause = CONSEQUENCE;

    Commits(Catalog catalog, List<CommitHook> hooks) {
        this.catalog = catalog;
        this.hooks = List.copyOf(hooks);
    }

    /// Commits a change whose stored bytes are exactly those of the permit.
    ///
    /// @param blobs change of the number of committed blobs
    <T> T commit(Box box, Permit permit, int blobs, Change<T> change) {
        return catalog.commit(tx -> {
            cause = new Cause.Access(permit);
            try {
                T result = change.apply(tx);
                ContainerRows.resize(tx, box, permit.amounts().stored(), blobs);
                applied(tx, permit);
                return result;
            } finally {
                cause = CONSEQUENCE;
            }
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
            hook.changed(tx, change, cause);
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

    /// @param before as it was described until now
    void described(Transaction tx, Box box, BlobRow row, BlobRow before, BlobChange.Aspect aspect) throws SQLException {
        tell(
                tx,
                new BlobChange.Described(
                        box.ref(),
                        box.id(),
                        row.name(),
                        row.properties(tx.now()),
                        before.properties(tx.now()),
                        aspect));
    }

    /// Told only where something came of it.
    void tiered(Transaction tx, Box box, BlobRow row, BlobRow before) throws SQLException {
        if (!row.keeping().tiering().equals(before.keeping().tiering())) {
            BlobProperties properties = row.properties(tx.now());
            Tier tier = before.keeping().tier();
            tell(tx, new BlobChange.Tiered(box.ref(), box.id(), row.name(), snapshot(row), properties, tier));
        }
    }

    void snapshotMade(Transaction tx, Box box, BlobRow snapshot) throws SQLException {
        BlobProperties properties = snapshot.properties(tx.now());
        tell(tx, new BlobChange.SnapshotMade(box.ref(), box.id(), snapshot.name(), snapshot.snapshot(), properties));
    }

    /// The blob, or what the row is of its past.
    void deleted(Transaction tx, Box box, BlobRow row) throws SQLException {
        BlobProperties properties = row.properties(tx.now());
        tell(
                tx,
                row.snapshot().equals(Snapshot.NONE)
                        ? new BlobChange.Deleted(box.ref(), box.id(), row.name(), properties)
                        : new BlobChange.PastDeleted(box.ref(), box.id(), row.name(), snapshot(row), properties));
    }

    private static Snapshot snapshot(BlobRow row) {
        return row.standing().kind() == Standing.Kind.SNAPSHOT ? row.snapshot() : Snapshot.NONE;
    }
}
