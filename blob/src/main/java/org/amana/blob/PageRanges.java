package org.amana.blob;

import java.time.Instant;
import java.util.List;

/// The answer to Get Page Ranges.
///
/// @param ranges in order, those that meet joined
/// @param nextMarker for the next page; "" at the end
/// @param length bytes of the blob
public record PageRanges(List<Range> ranges, String nextMarker, ETag etag, Instant lastModified, long length) {
    /// @param cleared whether the pages are zeros now; else they are written
    public record Range(long first, long last, boolean cleared) {}

    public PageRanges {
        ranges = List.copyOf(ranges);
    }
}
