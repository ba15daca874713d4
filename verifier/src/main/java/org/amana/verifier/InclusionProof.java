package org.amana.verifier;

import java.util.ArrayList;
import java.util.List;

/// That a leaf stands at `index` in the tree of `size` leaves: the neighbours on the way from leaf to root,
/// lowest first (RFC 9162 §2.1.3).
public record InclusionProof(long index, long size, List<Hash> hashes) {
    public InclusionProof {
        if (index < 0 || index >= size) {
            throw new IllegalArgumentException("index " + index + " is not in a tree of " + size);
        }
        hashes = List.copyOf(hashes);
    }

    /// The proof for `index` in the tree of the first `size` leaves of `nodes`.
    public static InclusionProof of(long index, long size, TreeNodes nodes) {
        if (index < 0 || index >= size) {
            throw new IllegalArgumentException("index " + index + " is not in a tree of " + size);
        }
        List<Hash> hashes = new ArrayList<>();
        collect(index, 0, size, nodes, new TreeHasher(), hashes);
        return new InclusionProof(index, size, hashes);
    }

    private static void collect(long index, long from, long to, TreeNodes nodes, TreeHasher hasher, List<Hash> hashes) {
        if (to - from == 1) {
            return;
        }
        long middle = from + Subtrees.split(to - from);
        if (index < middle) {
            collect(index, from, middle, nodes, hasher, hashes);
            hashes.add(Subtrees.root(middle, to, nodes, hasher));
        } else {
            collect(index, middle, to, nodes, hasher, hashes);
            hashes.add(Subtrees.root(from, middle, nodes, hasher));
        }
    }

    /// Whether this proof leads from `leaf` to `root` (RFC 9162 §2.1.3.2).
    public boolean proves(Hash leaf, Hash root) {
        TreeHasher hasher = new TreeHasher();
        long position = index;
        long last = size - 1;
        Hash hash = leaf;
        for (Hash neighbour : hashes) {
            if (last == 0) {
                return false;
            }
            if ((position & 1) == 1 || position == last) {
                hash = hasher.node(neighbour, hash);
                while ((position & 1) == 0 && position != 0) {
                    position >>>= 1;
                    last >>>= 1;
                }
            } else {
                hash = hasher.node(hash, neighbour);
            }
            position >>>= 1;
            last >>>= 1;
        }
        return last == 0 && hash.equals(root);
    }
}
