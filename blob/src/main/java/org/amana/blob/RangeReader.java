package org.amana.blob;

import java.io.IOException;
import org.amana.store.Extents;
import org.amana.store.Sink;

/// Reads content that is in ranges, with zeros between them.
record RangeReader(Extents extents, ContentKeys keys, HeldContent content) {
    private static final byte[] ZEROS = new byte[64 * 1024];

    /// Gives `length` bytes from `from` on.
    ///
    /// @throws IOException what the sink threw
    /// @throws org.amana.kernel.AmanaException `CORRUPT`, as [Extents#read]; as [HeldContent#each]
    void read(long from, long length, Sink sink) throws IOException {
        Filling filling = new Filling(from, from + length, sink);
        content.each(from, from + length, filling);
        filling.end();
    }

    /// Gives the ranges, and zeros for what is between them.
    private final class Filling implements HeldContent.Visitor {
        private final long end;
        private final Sink sink;
        private long at;

        Filling(long from, long end, Sink sink) {
            this.at = from;
            this.end = end;
            this.sink = sink;
        }

        @Override
        public void range(ContentRange range) throws IOException {
            long first = Math.max(at, range.start());
            long last = Math.min(end, range.end());
            if (first < last) {
                zeros(first - at);
                keys.read(extents, range.places(), first - range.start(), last - first, sink);
                at = last;
            }
        }

        void end() throws IOException {
            zeros(end - at);
        }

        private void zeros(long count) throws IOException {
            for (long left = count; left > 0; left -= ZEROS.length) {
                sink.accept(ZEROS, 0, (int) Math.min(left, ZEROS.length));
            }
        }
    }
}
