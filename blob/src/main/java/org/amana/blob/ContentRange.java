package org.amana.blob;

import org.amana.store.Places;

/// A stretch of a blob's content, and where its bytes are.
///
/// @param start its first byte, counted in the blob
record ContentRange(long start, Places places) {
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
