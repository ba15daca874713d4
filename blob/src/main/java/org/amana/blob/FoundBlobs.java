package org.amana.blob;

import java.util.List;

/// A page of the blobs that have some tags, by container and name.
///
/// @param nextMarker opaque; "" on the last page. A page may be short, or empty, and yet not the last.
public record FoundBlobs(List<Item> items, String nextMarker) {
    public FoundBlobs {
        items = List.copyOf(items);
    }

    /// @param tags of the blob those that were asked about
    public record Item(ContainerName container, BlobName name, Tags tags) {}
}
