package org.amana.blob;

import java.util.List;

/// A page of a listing of containers, by name.
///
/// @param nextMarker opaque; "" on the last page
public record ContainerPage(List<ContainerProperties> items, String nextMarker) {
    public ContainerPage {
        items = List.copyOf(items);
    }
}
