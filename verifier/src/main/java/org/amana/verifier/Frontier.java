package org.amana.verifier;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;

/// The right edge of a growing tree: the roots of its maximal perfect subtrees, and nothing else. Enough to know
/// the root at every size while leaves, or whole perfect subtrees, are added one after the other. For one thread.
public final class Frontier {
    private record Subtree(int level, Hash root) {}

    private final TreeHasher hasher = new TreeHasher();
    private final Deque<Subtree> subtrees = new ArrayDeque<>();
    private long size;

    public Frontier() {}

    /// A frontier that goes on from where `other` stands, without changing it.
    public Frontier(Frontier other) {
        subtrees.addAll(other.subtrees);
        size = other.size;
    }

    /// Leaves so far.
    public long size() {
        return size;
    }

    /// Adds one leaf.
    public void add(Hash leaf) {
        add(leaf, 0);
    }

    /// Adds a perfect subtree of height `level`; the size so far must be a multiple of its width.
    public void add(Hash root, int level) {
        if ((size & ((1L << level) - 1)) != 0) {
            throw new IllegalArgumentException("a subtree of height " + level + " cannot begin at " + size);
        }
        Subtree last = new Subtree(level, root);
        while (!subtrees.isEmpty() && subtrees.getLast().level() == last.level()) {
            Subtree left = subtrees.removeLast();
            last = new Subtree(last.level() + 1, hasher.node(left.root(), last.root()));
        }
        subtrees.addLast(last);
        size += 1L << level;
    }

    /// The root of the tree of all leaves so far.
    public Hash root() {
        Iterator<Subtree> fromTheRight = subtrees.descendingIterator();
        if (!fromTheRight.hasNext()) {
            return hasher.emptyRoot();
        }
        Hash root = fromTheRight.next().root();
        while (fromTheRight.hasNext()) {
            root = hasher.node(fromTheRight.next().root(), root);
        }
        return root;
    }
}
