package org.amana.blob;

/// Azure's five states of a lease (Azure REST: *Lease Blob*).
public enum LeaseState {
    AVAILABLE,
    LEASED,
    EXPIRED,
    BREAKING,
    BROKEN;

    /// Whether a write needs the lease id.
    public LeaseStatus status() {
        return this == LEASED || this == BREAKING ? LeaseStatus.LOCKED : LeaseStatus.UNLOCKED;
    }
}
