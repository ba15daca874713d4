package org.amana.blob;

import java.util.Optional;

/// Asks which pages of a page blob or snapshot are written, or which differ from an older snapshot of it.
///
/// @param range empty for all of the blob
/// @param before the older snapshot; empty to ask for all that are written
/// @param marker "" to begin, else what the page before gave
/// @param most ranges at once, 1 to 10,000
public record ListPages(
        BlobRef blob,
        Optional<ByteRange> range,
        Optional<Snapshot> before,
        String marker,
        int most,
        Conditions conditions) {
    public static final int MOST_RANGES = 10_000;

    public static ListPages of(BlobRef blob) {
        return new ListPages(blob, Optional.empty(), Optional.empty(), "", MOST_RANGES, Conditions.NONE);
    }

    public ListPages before(Snapshot snapshot) {
        return new ListPages(blob, range, Optional.of(snapshot), marker, most, conditions);
    }

    public ListPages within(ByteRange other) {
        return new ListPages(blob, Optional.of(other), before, marker, most, conditions);
    }

    public ListPages page(String from, int count) {
        return new ListPages(blob, range, before, from, count, conditions);
    }
}
