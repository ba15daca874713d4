package org.amana.blob;

import java.io.IOException;
import java.util.List;
import org.amana.store.Extents;
import org.amana.store.Sink;

/// Reads content that is in ranges, with zeros between them.
///
/// @param ranges in order, not overlapping
record RangeReader(Extents extents, ContentKeys keys, List<ContentRange> ranges) {
    private static final byte[] ZEROS = new byte[64 * 1024];

    /// Gives `length` bytes from `from` on.
    ///
    /// @throws IOException what the sink threw
    /// @throws org.amana.kernel.AmanaException `CORRUPT`, as [Extents#read]
    void read(long from, long length, Sink sink) throws IOException {
        long end = from + length;
        long at = from;
        for (ContentRange range : ranges) {
            long first = Math.max(at, range.start());
            long last = Math.min(end, range.end());
            if (first < last) {
                zeros(first - at, sink);
                keys.read(extents, range.places(), first - range.start(), last - first, sink);
                at = last;
            }
        }
        zeros(end - at, sink);
    }

    private static void zeros(long count, Sink sink) throws IOException {
        for (long left = count; left > 0; left -= ZEROS.length) {
            sink.accept(ZEROS, 0, (int) Math.min(left, ZEROS.length));
        }
    }
}
