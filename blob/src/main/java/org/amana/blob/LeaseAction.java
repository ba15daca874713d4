package org.amana.blob;

import java.util.OptionalInt;

/// What one does with a lease (Azure REST: *Lease Blob*, *Lease Container*).
public sealed interface LeaseAction {
    /// The seconds that stand for "for ever".
    int INFINITE = -1;

    /// Takes the lease, or renews it when the proposed id is the present one.
    ///
    /// @param seconds 15 to 60, or [#INFINITE]
    /// @param proposed [LeaseId#NONE] to have one made
    record Acquire(int seconds, LeaseId proposed) implements LeaseAction {}

    record Renew(LeaseId id) implements LeaseAction {}

    record Change(LeaseId id, LeaseId proposed) implements LeaseAction {}

    record Release(LeaseId id) implements LeaseAction {}

    /// Ends the lease without its id.
    ///
    /// @param periodSeconds 0 to 60 until it is broken; empty: at once for an infinite lease, else the time
    ///     left
    record Break(OptionalInt periodSeconds) implements LeaseAction {}
}
