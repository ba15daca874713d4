package org.amana.blob;

import java.util.List;
import org.amana.store.Places;

/// One row of `content_range`.
///
/// @param start its first byte, counted in the blob
/// @param places empty for a hole
/// @param since the first content version in which it holds
/// @param until the first in which it holds no more
record RangeRow(long start, long length, Places places, long since, long until) {
    static final long FOR_EVER = Long.MAX_VALUE;

    static RangeRow of(ContentRange range, long since) {
        return new RangeRow(range.start(), range.length(), range.places(), since, FOR_EVER);
    }

    boolean isHole() {
        return places.isEmpty();
    }

    long end() {
        return start + length;
    }

    boolean isSeenBy(List<Long> contentVersions) {
        return contentVersions.stream().anyMatch(version -> since <= version && version < until);
    }

    /// The part from `from` to before `to`, both counted in the blob.
    RangeRow part(long from, long to) {
        Places part = isHole() ? Places.EMPTY : places.slice(from - start, to - from);
        return new RangeRow(from, to - from, part, since, until);
    }

    RangeRow until(long version) {
        return new RangeRow(start, length, places, since, version);
    }

    RangeRow cleared(long version) {
        return new RangeRow(start, length, Places.EMPTY, version, FOR_EVER);
    }
}
