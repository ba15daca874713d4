package org.amana.verifier;

import org.jspecify.annotations.Nullable;

/// That a purpose uses a box, from the access on that showed it.
final class BoxUse {
    /// About how many bytes of memory it takes, with its places in a table and a list.
    static final long WEIGHT = 128;

    private final Box box;
    private final BoxesInUse user;
    private final long index;
    private final long seconds;
    private final boolean sure;
    private final int suspicions;
    private @Nullable BoxUses list; // null before it is in the first
    private int place;

    /// @param index of the access's entry
    /// @param seconds its time
    /// @param sure whether the box was there; else it may have been gone, and what was stored may be voided
    /// @param suspicions how many there had been of its purpose
    BoxUse(Box box, BoxesInUse user, long index, long seconds, boolean sure, int suspicions) {
        this.box = box;
        this.user = user;
        this.index = index;
        this.seconds = seconds;
        this.sure = sure;
        this.suspicions = suspicions;
    }

    Box box() {
        return box;
    }

    BoxesInUse user() {
        return user;
    }

    long index() {
        return index;
    }

    long seconds() {
        return seconds;
    }

    boolean sure() {
        return sure;
    }

    int suspicions() {
        return suspicions;
    }

    /// Where it is in the list that it is in now.
    int place() {
        return place;
    }

    void isIn(BoxUses newList, int newPlace) {
        list = newList;
        place = newPlace;
    }

    /// Takes it out of the list that it is in.
    void leave() {
        if (list != null) {
            list.remove(this);
            list = null;
        }
    }
}
