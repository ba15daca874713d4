package org.amana.inventory;

import java.util.List;
import org.amana.blob.ContainerName;

/// One rule of a policy.
///
/// @param enabled also as the policy as a whole has it
/// @param destination the container that the inventory is written into
/// @param definition as it was written, in JSON
record InventoryRule(
        String name,
        boolean enabled,
        ContainerName destination,
        Schedule schedule,
        Subject subject,
        BlobFilter filter,
        String definition) {
    /// What there is a line for.
    sealed interface Subject {
        record Blobs(List<BlobField> fields) implements Subject {
            public Blobs {
                fields = List.copyOf(fields);
            }
        }

        record Containers(List<ContainerField> fields) implements Subject {
            public Containers {
                fields = List.copyOf(fields);
            }
        }
    }
}
