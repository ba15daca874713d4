package org.amana.inventory;

import java.time.Instant;
import java.util.List;

/// An account's policy, and what the last run of each rule came to.
public record InventoryState(InventoryPolicy policy, List<Run> runs) {
    public InventoryState {
        runs = List.copyOf(runs);
    }

    /// @param folder in the destination, where the inventory is
    /// @param objects lines
    /// @param bytes of the blobs told of
    /// @param failure why there is none; "" if there is
    public record Run(
            String rule, Instant started, Instant completed, String folder, long objects, long bytes, String failure) {
        public boolean succeeded() {
            return failure.isEmpty();
        }
    }
}
