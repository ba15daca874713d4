package org.amana.blob;

import java.util.Set;
import org.amana.policy.DataClass;
import org.amana.policy.PurposeId;

/// Makes a container, with a data key of its own.
///
/// @param classes the data classes declared for it
/// @param openTo the purposes that may touch it; empty for every purpose whose scope covers it
public record CreateContainer(
        ContainerRef container,
        Metadata metadata,
        Set<DataClass> classes,
        Set<PurposeId> openTo,
        ContainerEncryption encryption) {
    public CreateContainer {
        classes = Set.copyOf(classes);
        openTo = Set.copyOf(openTo);
    }

    public static CreateContainer of(ContainerRef container, Metadata metadata) {
        return new CreateContainer(container, metadata, Set.of(), Set.of(), ContainerEncryption.NONE);
    }

    public CreateContainer encrypted(ContainerEncryption other) {
        return new CreateContainer(container, metadata, classes, openTo, other);
    }
}
