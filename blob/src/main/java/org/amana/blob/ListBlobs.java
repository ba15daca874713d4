package org.amana.blob;

import java.util.Set;

/// Asks for a page of a container's blobs.
///
/// @param delimiter "" for a flat listing; else names are merged up to its first appearance after the prefix
/// @param marker "" to begin, else what the page before gave
/// @param startFrom "" or the first name to show; it counts for the first page only
/// @param maxResults 1 to 5,000, blobs and prefixes together
public record ListBlobs(
        ContainerRef container,
        String prefix,
        String delimiter,
        String marker,
        String startFrom,
        int maxResults,
        Set<ListInclude> include) {
    public static final int MOST_RESULTS = 5_000;

    public ListBlobs {
        include = Set.copyOf(include);
    }

    /// The first page of everything, flat.
    public static ListBlobs of(ContainerRef container) {
        return new ListBlobs(container, "", "", "", "", MOST_RESULTS, Set.of());
    }

    public ListBlobs withPrefix(String text) {
        return new ListBlobs(container, text, delimiter, marker, startFrom, maxResults, include);
    }

    public ListBlobs withDelimiter(String text) {
        return new ListBlobs(container, prefix, text, marker, startFrom, maxResults, include);
    }

    public ListBlobs withMarker(String text) {
        return new ListBlobs(container, prefix, delimiter, text, startFrom, maxResults, include);
    }

    public ListBlobs withMaxResults(int most) {
        return new ListBlobs(container, prefix, delimiter, marker, startFrom, most, include);
    }

    public ListBlobs withInclude(ListInclude... more) {
        return new ListBlobs(container, prefix, delimiter, marker, startFrom, maxResults, Set.of(more));
    }
}
