package org.amana.verifier;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Predicate;

/// The boxes in which accesses under one purpose moved something, for as long as its terms are the same.
///
/// In a box that may have been gone by then nothing is taken for moved but what was stored, and that only
/// while no void takes it back: such a use is unsure. A box in which something was deleted since keeps its
/// place until there are too many.
///
/// Every use is touched when it begins, when its box may be gone and when it ends, and at no other time. So
/// what an entry costs does not depend on how many boxes are in use.
final class BoxesInUse {
    private static final long EACH = 400;
    private static final long EACH_UNSURE = 72;

    private Map<Box, BoxUse> uses = new HashMap<>();
    private final BoxUses gone = new BoxUses(); // those of them whose boxes may have been deleted since
    private final Map<Long, BoxUse> unsure; // those of all purposes, by the index of the entry
    private final BoxSuspicions suspicions;
    private int unsureHere;
    private int most; // uses that the table has been made for
    private long version;
    private int restores;

    /// @param purpose its id
    /// @param unsure the uses of all purposes that a void may take back, by the index that it would name
    BoxesInUse(String purpose, Map<Long, BoxUse> unsure) {
        suspicions = new BoxSuspicions(purpose);
        this.unsure = unsure;
    }

    /// Forgets what was used under other terms, or before the server's data were put back: it has forgotten
    /// that too.
    void since(long newVersion, int newRestores) {
        if (version != newVersion || restores != newRestores) {
            forgetAll();
            version = newVersion;
            restores = newRestores;
        }
    }

    boolean has(Box box) {
        return uses.containsKey(box);
    }

    /// An access moved something in `box`.
    ///
    /// @param stores whether it changed what is stored, and so is voided if it failed
    void enter(Box box, long index, long seconds, boolean stores) {
        BoxUse before = uses.get(box);
        if (!box.mayBeGoneAt(seconds)) {
            if (before != null && !before.sure()) {
                end(before);
                before = null;
            }
            if (before == null) {
                begin(new BoxUse(box, this, index, seconds, true, suspicions.size()));
            }
        } else if (stores && before == null) {
            begin(new BoxUse(box, this, index, seconds, false, suspicions.size()));
        }
    }

    private void begin(BoxUse use) {
        uses.put(use.box(), use);
        most = Math.max(most, uses.size());
        if (!use.sure()) {
            unsure.put(use.index(), use);
            unsureHere++;
        }
        (use.box().mayBeGoneSince(use.seconds()) ? gone : use.box().uses()).add(use);
    }

    /// Something was deleted in the box of a use since it began.
    void mayBeGone(BoxUse use) {
        gone.add(use);
    }

    /// A use is over: its box may be gone, was there after all, or was never written to.
    void end(BoxUse use) {
        remove(use.box());
        use.leave();
        if (!use.sure()) {
            unsure.remove(use.index());
            unsureHere--;
            suspicions.over(use);
        }
    }

    /// A table does not shrink by itself, and there may be one for every purpose.
    private void remove(Box box) {
        uses.remove(box);
        if (uses.size() < most / 4) {
            uses = new HashMap<>(uses);
            most = uses.size();
        }
    }

    /// Leaves out the boxes that may have been deleted since.
    void leaveOutThoseGone() {
        while (!gone.isEmpty()) {
            end(gone.last());
        }
    }

    /// How many boxes are in use.
    int size() {
        return uses.size();
    }

    /// How many of them were there, whatever voids say.
    int sure() {
        return uses.size() - unsureHere;
    }

    /// More boxes seem to be in use than the `covered` ones; how many there are depends on voids.
    void suspect(long index, long covered) {
        suspicions.add(index, covered, sure(), size());
    }

    /// That there are more boxes in use than the `covered` ones, in words.
    String tooMany(long covered) {
        return suspicions.tooMany(covered, size());
    }

    /// Every entry was taken in: forgets all uses, and objects to what was too much for the writes that
    /// stand.
    void finish(Predicate<BoxSuspicions.Write> stands, Objections objections) {
        forgetAll();
        suspicions.settle(stands, objections);
    }

    private void forgetAll() {
        for (BoxUse use : uses.values().toArray(BoxUse[]::new)) {
            end(use);
        }
    }

    /// About how many bytes of memory it takes.
    long weight() {
        return EACH + uses.size() * BoxUse.WEIGHT + unsureHere * EACH_UNSURE + suspicions.weight();
    }
}
