package org.amana.ledger;

import java.util.ArrayList;
import java.util.List;
import org.amana.kernel.AmanaException;
import org.amana.kernel.ErrorCode;
import org.amana.verifier.Entry;

/// The durable entries of a log, by index, for whoever holds something against them.
public interface Entries {
    /// Those of a log that has not begun.
    Entries NONE = new Entries() {
        @Override
        public long size() {
            return 0;
        }

        @Override
        public Entry entry(long index) {
            Entries.requireThere(index, 0);
            throw new IllegalStateException("there is none");
        }

        @Override
        public long settled() {
            return 0;
        }
    };

    /// How many entries are durable.
    long size();

    /// The durable entry at `index`.
    ///
    /// @throws AmanaException `OUT_OF_RANGE` if there is none; `CORRUPT` if it is damaged
    Entry entry(long index);

    /// The consequences of every entry below this index are durable, or it is voided, as whoever carries
    /// out what entries promise said last; 0 in the beginning.
    long settled();

    /// Up to `max` durable entries from `from` on, in order.
    default List<Entry> entries(long from, int max) {
        long end = Math.min(size(), from + Math.max(0, max));
        List<Entry> entries = new ArrayList<>();
        for (long index = Math.max(0, from); index < end; index++) {
            entries.add(entry(index));
        }
        return entries;
    }

    /// @throws AmanaException `OUT_OF_RANGE` if there is no such entry
    static void requireThere(long index, long size) {
        if (index < 0 || index >= size) {
            throw new AmanaException(ErrorCode.OUT_OF_RANGE, "the ledger has no entry " + index);
        }
    }
}
