package org.amana.events;

import java.util.Optional;
import java.util.Set;
import org.amana.blob.BlobName;
import org.amana.blob.ContainerName;

/// Which events a subscription is about.
///
/// @param types one at least
/// @param container empty for all
/// @param begins what the blob's name must begin with, "" for anything
/// @param ends what it must end with, "" for anything
public record Interest(Set<EventType> types, Optional<ContainerName> container, String begins, String ends) {
    public static final Interest EVERYTHING = new Interest(Set.of(EventType.values()), Optional.empty(), "", "");

    public Interest {
        types = Set.copyOf(types);
        if (types.isEmpty()) {
            throw new IllegalArgumentException("a subscription is about one type of event at least");
        }
    }

    public Interest in(ContainerName only) {
        return new Interest(types, Optional.of(only), begins, ends);
    }

    public Interest ofTypes(Set<EventType> only) {
        return new Interest(only, container, begins, ends);
    }

    public Interest named(String beginning, String end) {
        return new Interest(types, container, beginning, end);
    }

    boolean covers(EventType type, ContainerName where, BlobName name) {
        return types.contains(type)
                && container.map(where::equals).orElse(true)
                && name.value().startsWith(begins)
                && name.value().endsWith(ends);
    }
}
