package org.amana.blob;

import java.util.Set;
import org.amana.policy.DataClass;
import org.amana.policy.PurposeId;

/// Declares what data a container holds and which purposes may touch it.
public record DeclareContainer(ContainerRef container, Set<DataClass> classes, Set<PurposeId> openTo) {
    public DeclareContainer {
        classes = Set.copyOf(classes);
        openTo = Set.copyOf(openTo);
    }
}
