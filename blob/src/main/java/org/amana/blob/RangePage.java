package org.amana.blob;

import java.util.List;
import org.amana.store.Places;

/// As many ranges of a content as are read from the catalog at once.
///
/// @param ranges in order; what is between them is zeros
/// @param end the byte of the blob before which they tell all there is, [Long#MAX_VALUE] when nothing comes after them
record RangePage(List<ContentRange> ranges, long end) {
    /// Nothing is told yet.
    static final RangePage UNREAD = new RangePage(List.of(), 0);

    RangePage {
        ranges = List.copyOf(ranges);
    }

    /// All of a content without holes.
    static RangePage whole(Places places) {
        return new RangePage(places.isEmpty() ? List.of() : List.of(new ContentRange(0, places)), Long.MAX_VALUE);
    }

    boolean isLast() {
        return end == Long.MAX_VALUE;
    }

    Places places() {
        return ranges.size() == 1
                ? ranges.getFirst().places()
                : new Places(ranges.stream()
                        .flatMap(range -> range.places().list().stream())
                        .toList());
    }
}
