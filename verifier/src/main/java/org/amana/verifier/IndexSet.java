package org.amana.verifier;

import java.util.HashMap;
import java.util.Map;

/// Indexes of entries: at most 32 bytes and a little for each 256 entries of a log. For one thread.
final class IndexSet {
    private static final int WORDS = Tile.FULL / Long.SIZE;

    private final Map<Long, long[]> bundles = new HashMap<>();

    /// @return whether it was not in the set before
    boolean add(long index) {
        long[] words = bundles.computeIfAbsent(index / Tile.FULL, _ -> new long[WORDS]);
        int word = (int) (index % Tile.FULL) / Long.SIZE;
        long bit = 1L << (index % Long.SIZE);
        boolean added = (words[word] & bit) == 0;
        words[word] |= bit;
        return added;
    }

    boolean contains(long index) {
        long[] words = bundles.get(index / Tile.FULL);
        return words != null && (words[(int) (index % Tile.FULL) / Long.SIZE] & 1L << (index % Long.SIZE)) != 0;
    }
}
