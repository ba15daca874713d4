package org.amana.blob;

import java.util.List;

/// A page of a listing, in the order of the names' UTF-8 bytes; snapshots of a blob from the oldest, then the
/// blob.
///
/// @param nextMarker opaque; "" on the last page. A page may be short, or empty, and still have one
public record BlobPage(List<BlobItem> items, String nextMarker) {
    public BlobPage {
        items = List.copyOf(items);
    }
}
