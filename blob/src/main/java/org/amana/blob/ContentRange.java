package org.amana.blob;

import java.util.ArrayList;
import java.util.List;
import org.amana.store.Places;

/// A stretch of a blob's content, and where its bytes are.
///
/// @param start its first byte, counted in the blob
record ContentRange(long start, Places places) {
    /// Ranges that are made of more bytes at once are cut, so that no row tells of too many places.
    static final long LONGEST = 64L << 20;

    /// A content without holes.
    static List<ContentRange> dense(Places places) {
        List<ContentRange> ranges = new ArrayList<>();
        PlaceCutter cutter = new PlaceCutter(places);
        long length = places.length();
        for (long start = 0; start < length; start += LONGEST) {
            ranges.add(new ContentRange(start, cutter.next(Math.min(LONGEST, length - start))));
        }
        return ranges;
    }

    long length() {
        return places.length();
    }

    /// The byte behind its last.
    long end() {
        return start + places.length();
    }

    /// The part of it from `from` to before `to`, both counted in the blob.
    ContentRange part(long from, long to) {
        return from == start && to == end() ? this : new ContentRange(from, places.slice(from - start, to - from));
    }
}
