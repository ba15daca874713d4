package org.amana.verifier;

/// How RFC 9162 splits a range of leaves: at the largest power of two smaller than its length.
final class Subtrees {
    private Subtrees() {}

    /// The largest power of two smaller than `n`; `n` is at least 2.
    static long split(long n) {
        return Long.highestOneBit(n - 1);
    }

    /// The root over the leaves `[from, to)`, a range that the recursion of RFC 9162 can reach.
    static Hash root(long from, long to, TreeNodes nodes, TreeHasher hasher) {
        long count = to - from;
        if (Long.bitCount(count) == 1) {
            int level = Long.numberOfTrailingZeros(count);
            return nodes.node(level, from >>> level);
        }
        long split = split(count);
        return hasher.node(root(from, from + split, nodes, hasher), root(from + split, to, nodes, hasher));
    }
}
