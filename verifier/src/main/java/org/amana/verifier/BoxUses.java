package org.amana.verifier;

import java.util.ArrayList;

/// Uses of boxes, in no order, each added and removed in constant time. A use is in one such list at a time.
final class BoxUses {
    private final ArrayList<BoxUse> uses = new ArrayList<>(0);
    private int most; // uses that the list has been made for

    void add(BoxUse use) {
        use.isIn(this, uses.size());
        uses.add(use);
        most = Math.max(most, uses.size());
    }

    /// Removes one that is in it; the last one takes its place.
    void remove(BoxUse use) {
        BoxUse last = uses.removeLast();
        if (last != use) {
            uses.set(use.place(), last);
            last.isIn(this, use.place());
        }
        shrink();
    }

    /// A list does not shrink by itself, and every box has one.
    private void shrink() {
        if (uses.size() < most / 4 || uses.isEmpty()) {
            uses.trimToSize();
            most = uses.size();
        }
    }

    boolean isEmpty() {
        return uses.isEmpty();
    }

    BoxUse last() {
        return uses.getLast();
    }

    /// Something was deleted in their box: hands each to its user, as one of a box that may be gone.
    void mayAllBeGone() {
        uses.forEach(use -> use.user().mayBeGone(use));
        uses.clear();
        shrink();
    }
}
