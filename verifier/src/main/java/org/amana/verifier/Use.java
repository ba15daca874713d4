package org.amana.verifier;

import org.jspecify.annotations.Nullable;

/// What has been used under one purpose so far, as far as the next entry is held against it; of its boxes
/// [BoxesInUse] knows.
final class Use {
    /// About how many bytes of memory it takes.
    static final long WEIGHT = 320;

    private final Volume bytes = new Volume();
    private final Volume objects = new Volume();
    private byte @Nullable [] account;
    private long day = Long.MIN_VALUE;
    private long toldDay = Long.MIN_VALUE;

    Volume bytes() {
        return bytes;
    }

    Volume objects() {
        return objects;
    }

    /// The UTC day of the last access, counted from 1970.
    long day() {
        return day;
    }

    /// Whether it was said already that a day, or a later one, is over its limit.
    boolean told(long ofDay) {
        return ofDay <= toldDay;
    }

    void tell(long ofDay) {
        toldDay = ofDay;
    }

    /// The account that it reaches into; null before its first access.
    byte @Nullable [] account() {
        return account;
    }

    void reachInto(byte[] named) {
        account = named;
    }

    /// Counts an access, which the terms are known to cover.
    ///
    /// @return whether more is used now than the day has
    boolean count(Terms terms, long seconds, long moreBytes, long moreObjects, boolean approved) {
        long ofBytes = terms.bytesAt(seconds);
        long ofObjects = terms.objectsAt(seconds);
        turnTo(Seconds.dayOf(seconds), ofBytes, ofObjects);
        boolean early = early(seconds);
        bytes.use(moreBytes, ofBytes, early, approved);
        objects.use(moreObjects, ofObjects, early, approved);
        return !told(day) && (bytes.beyond() > 0 || objects.beyond() > 0);
    }

    private void turnTo(long today, long ofBytes, long ofObjects) {
        if (today > day) {
            boolean following = today == day + 1;
            bytes.turn(ofBytes, following);
            objects.turn(ofObjects, following);
            day = today;
        }
    }

    /// Takes back what an access had used.
    void giveBack(long seconds, long lessBytes, long lessObjects, boolean approved) {
        long then = Seconds.dayOf(seconds);
        if (then == day) {
            bytes.giveBack(lessBytes, early(seconds), approved);
            objects.giveBack(lessObjects, early(seconds), approved);
        } else {
            bytes.giveBackBefore(lessBytes, then == day - 1, approved);
            objects.giveBackBefore(lessObjects, then == day - 1, approved);
        }
    }

    /// Whether an entry may be of an access that was counted the day before.
    private static boolean early(long seconds) {
        return seconds % Seconds.DAY <= Terms.GRACE_SECONDS;
    }
}
