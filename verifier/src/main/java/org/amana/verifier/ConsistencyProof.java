package org.amana.verifier;

import java.util.ArrayList;
import java.util.List;

/// That the tree of `oldSize` leaves is the beginning of the tree of `newSize` leaves: nothing was rewritten
/// (RFC 9162 §2.1.4). For an old size of 0 or equal sizes there is nothing to show, and no hash.
public record ConsistencyProof(long oldSize, long newSize, List<Hash> hashes) {
    public ConsistencyProof {
        requireSizes(oldSize, newSize);
        hashes = List.copyOf(hashes);
    }

    /// The proof between two sizes of the tree that `nodes` holds.
    public static ConsistencyProof of(long oldSize, long newSize, TreeNodes nodes) {
        requireSizes(oldSize, newSize);
        List<Hash> hashes = new ArrayList<>();
        if (oldSize > 0 && oldSize < newSize) {
            collect(oldSize, 0, newSize, true, nodes, new TreeHasher(), hashes);
        }
        return new ConsistencyProof(oldSize, newSize, hashes);
    }

    private static void collect(
            long old, long from, long to, boolean whole, TreeNodes nodes, TreeHasher hasher, List<Hash> hashes) {
        if (old == to) {
            if (!whole) {
                hashes.add(Subtrees.root(from, to, nodes, hasher));
            }
            return;
        }
        long middle = from + Subtrees.split(to - from);
        if (old <= middle) {
            collect(old, from, middle, whole, nodes, hasher, hashes);
            hashes.add(Subtrees.root(middle, to, nodes, hasher));
        } else {
            collect(old, middle, to, false, nodes, hasher, hashes);
            hashes.add(Subtrees.root(from, middle, nodes, hasher));
        }
    }

    /// Whether this proof leads from the old root to the new one (RFC 9162 §2.1.4.2).
    public boolean proves(Hash oldRoot, Hash newRoot) {
        if (oldSize == 0) {
            return hashes.isEmpty() && oldRoot.equals(new TreeHasher().emptyRoot());
        }
        if (oldSize == newSize) {
            return hashes.isEmpty() && oldRoot.equals(newRoot);
        }
        List<Hash> path = hashes;
        if (Long.bitCount(oldSize) == 1) {
            path = new ArrayList<>(hashes);
            path.addFirst(oldRoot);
        }
        return !path.isEmpty() && walk(path, oldRoot, newRoot);
    }

    private boolean walk(List<Hash> path, Hash oldRoot, Hash newRoot) {
        TreeHasher hasher = new TreeHasher();
        long position = oldSize - 1;
        long last = newSize - 1;
        while ((position & 1) == 1) {
            position >>>= 1;
            last >>>= 1;
        }
        Hash old = path.getFirst();
        Hash now = path.getFirst();
        for (Hash neighbour : path.subList(1, path.size())) {
            if (last == 0) {
                return false;
            }
            if ((position & 1) == 1 || position == last) {
                old = hasher.node(neighbour, old);
                now = hasher.node(neighbour, now);
                while ((position & 1) == 0 && position != 0) {
                    position >>>= 1;
                    last >>>= 1;
                }
            } else {
                now = hasher.node(now, neighbour);
            }
            position >>>= 1;
            last >>>= 1;
        }
        return last == 0 && old.equals(oldRoot) && now.equals(newRoot);
    }

    private static void requireSizes(long oldSize, long newSize) {
        if (oldSize < 0 || oldSize > newSize) {
            throw new IllegalArgumentException("sizes run backwards: " + oldSize + " to " + newSize);
        }
    }
}
