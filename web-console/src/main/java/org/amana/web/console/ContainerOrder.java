package org.amana.web.console;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.amana.blob.ContainerProperties;

/// In which order an account's containers stand. What is equal goes by name.
enum ContainerOrder implements ListOrder {
    /// As the store lists them.
    NAME,
    NAME_BACKWARDS,
    MOST_FILES,
    FEWEST_FILES,
    LARGEST,
    SMALLEST,
    NEWEST,
    OLDEST;

    /// The order of that word; by name where there is none.
    static ContainerOrder of(String word) {
        return ListOrder.of(values(), word).orElse(NAME);
    }

    /// @param byName all of them, as the store lists them
    List<ContainerProperties> sorted(List<ContainerProperties> byName) {
        Comparator<ContainerProperties> byFiles = Comparator.comparingLong(ContainerProperties::blobCount);
        Comparator<ContainerProperties> bySize = Comparator.comparingLong(ContainerProperties::storedBytes);
        Comparator<ContainerProperties> byDate = Comparator.comparing(ContainerProperties::lastModified);
        return switch (this) {
            case NAME -> byName;
            case NAME_BACKWARDS -> byName.reversed();
            case MOST_FILES -> by(byFiles.reversed(), byName);
            case FEWEST_FILES -> by(byFiles, byName);
            case LARGEST -> by(bySize.reversed(), byName);
            case SMALLEST -> by(bySize, byName);
            case NEWEST -> by(byDate.reversed(), byName);
            case OLDEST -> by(byDate, byName);
        };
    }

    private static List<ContainerProperties> by(
            Comparator<ContainerProperties> order, List<ContainerProperties> byName) {
        List<ContainerProperties> sorted = new ArrayList<>(byName);
        sorted.sort(order);
        return sorted;
    }
}
