package org.amana.backup;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.amana.verifier.Checkpoint;

/// The backup before, as far as a new one can refer to it instead of copying again.
final class Earlier {
    private final Shelf shelf;
    private final Optional<Manifest> manifest;
    private final Set<Part> damaged;
    private final Map<String, List<Part>> files;

    /// @param manifest empty if there is none yet
    /// @param damaged which of its parts were found damaged
    Earlier(Shelf shelf, Optional<Manifest> manifest, Set<Part> damaged) {
        this.shelf = shelf;
        this.manifest = manifest;
        this.damaged = Set.copyOf(damaged);
        this.files = manifest.map(Manifest::files).orElse(Map.of());
    }

    /// Nothing to refer to: what is copied now did not grow out of it.
    Earlier none() {
        return new Earlier(shelf, Optional.empty(), Set.of());
    }

    /// What its ledger had signed.
    Optional<Checkpoint> head() {
        return manifest.map(Manifest::head);
    }

    /// What it has of a file; nothing if the depot has lost a part of it, or was found to have damaged one.
    List<Part> whole(String path) {
        List<Part> had = files.getOrDefault(path, List.of());
        return had.stream().allMatch(part -> shelf.has(part) && !damaged.contains(part)) ? had : List.of();
    }

    /// Its lists of parts.
    Set<PartList> lists() {
        return manifest.map(each -> each.lists().keySet()).orElse(Set.of());
    }
}
