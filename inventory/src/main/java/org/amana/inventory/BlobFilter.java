package org.amana.inventory;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.amana.blob.BlobItem;
import org.amana.blob.BlobKind;
import org.amana.blob.BlobProperties;
import org.amana.blob.ListInclude;
import org.amana.blob.Snapshot;
import org.amana.blob.Standing;

/// What a rule is about (Azure: *Rule filters*).
///
/// @param types none for a rule about containers
/// @param prefixes `container` or `container/beginning of the name`; none for everything
/// @param excluded prefixes of what is left out all the same
/// @param youngerThan how long ago it was created at most
record BlobFilter(
        Set<Type> types,
        List<String> prefixes,
        List<String> excluded,
        boolean snapshots,
        boolean versions,
        boolean deleted,
        Optional<Duration> youngerThan) {
    enum Type {
        BLOCK("blockBlob"),
        APPEND("appendBlob"),
        PAGE("pageBlob");

        private final String azure;

        Type(String azure) {
            this.azure = azure;
        }

        String azure() {
            return azure;
        }

        static Type of(BlobKind kind) {
            return switch (kind) {
                case BlobKind.Block _ -> BLOCK;
                case BlobKind.Append _ -> APPEND;
                case BlobKind.Page _, BlobKind.IncrementalCopy _ -> PAGE;
            };
        }
    }

    BlobFilter {
        types = Set.copyOf(types);
        prefixes = List.copyOf(prefixes);
        excluded = List.copyOf(excluded);
    }

    /// What listings have to show.
    ListInclude[] includes() {
        return Stream.of(
                        Stream.of(ListInclude.METADATA, ListInclude.COPY),
                        snapshots ? Stream.of(ListInclude.SNAPSHOTS) : Stream.<ListInclude>empty(),
                        versions ? Stream.of(ListInclude.VERSIONS) : Stream.<ListInclude>empty(),
                        deleted ? Stream.of(ListInclude.DELETED) : Stream.<ListInclude>empty())
                .flatMap(it -> it)
                .toArray(ListInclude[]::new);
    }

    /// Whether a container of that name is what a rule about containers is about.
    boolean coversContainer(String name) {
        return (prefixes.isEmpty() || prefixes.stream().anyMatch(name::startsWith))
                && excluded.stream().noneMatch(name::startsWith);
    }

    /// The beginnings of names to list in a container, none of which begins with another; "" for all of it.
    List<String> beginnings(String container) {
        if (prefixes.isEmpty() || prefixes.stream().anyMatch(it -> !it.contains("/") && container.startsWith(it))) {
            return List.of("");
        }
        List<String> own = prefixes.stream()
                .filter(it -> it.startsWith(container + "/"))
                .map(it -> it.substring(container.length() + 1))
                .sorted(Comparator.naturalOrder())
                .distinct()
                .toList();
        return own.stream()
                .filter(it -> own.stream().noneMatch(other -> !other.equals(it) && it.startsWith(other)))
                .toList();
    }

    /// @param path container and name
    boolean covers(String path, BlobItem.Blob blob, Instant now) {
        BlobProperties properties = blob.properties();
        return types.contains(Type.of(properties.kind()))
                && excluded.stream().noneMatch(path::startsWith)
                && isWanted(blob)
                && youngerThan
                        .filter(it -> properties.created().isBefore(now.minus(it)))
                        .isEmpty();
    }

    private boolean isWanted(BlobItem.Blob blob) {
        Standing standing = blob.properties().standing();
        return switch (standing.kind()) {
            case BLOB -> true;
            case VERSION -> versions;
            case SNAPSHOT -> snapshots || blob.snapshot().equals(Snapshot.NONE);
        };
    }
}
