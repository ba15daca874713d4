package org.amana.blob;

import java.sql.SQLException;
import java.util.Optional;
import org.amana.store.Row;

/// The columns of a lease, which blobs and containers have alike: `lease_id`, `lease_seconds`, `lease_ends` and
/// `lease_broken`. All are NULL while it is available.
record LeaseColumns(Lease lease) {
    Optional<String> id() {
        return isTaken() ? Optional.of(lease.id().value()) : Optional.empty();
    }

    Optional<Integer> seconds() {
        return isTaken() ? Optional.of(lease.seconds()) : Optional.empty();
    }

    Optional<Long> ends() {
        return isTaken() ? Optional.of(lease.ends()) : Optional.empty();
    }

    Optional<Boolean> broken() {
        return isTaken() ? Optional.of(lease.breaking()) : Optional.empty();
    }

    private boolean isTaken() {
        return lease.id().isPresent();
    }

    static Lease read(Row row) throws SQLException {
        Optional<String> id = row.optionalText("lease_id");
        return id.isEmpty()
                ? Lease.AVAILABLE
                : new Lease(
                        new LeaseId(id.get()),
                        row.integer("lease_seconds"),
                        row.number("lease_ends"),
                        row.flag("lease_broken"));
    }
}
