package org.amana.blob;

import java.util.Optional;
import java.util.UUID;
import org.amana.policy.Permit;

/// Whose doing a commit is.
public sealed interface Cause {
    /// An access that passed the gate.
    record Access(Permit permit) implements Cause {}

    /// What follows of an access that was committed before, such as telling of the blobs of a restored container.
    record Consequence() implements Cause {}

    /// What the answer to the access is called, after its entry in the ledger; empty of a consequence.
    ///
    /// @param shard number of the ledger, 0 to 255
    default Optional<UUID> requestId(int shard) {
        return switch (this) {
            case Access(var permit) -> Optional.of(permit.receipt().requestId(shard));
            case Consequence() -> Optional.empty();
        };
    }

    /// What the client called its request; "" for nothing, and of a consequence.
    default String clientRequestId() {
        return switch (this) {
            case Access(var permit) -> permit.request().caller().clientRequestId();
            case Consequence() -> "";
        };
    }
}
