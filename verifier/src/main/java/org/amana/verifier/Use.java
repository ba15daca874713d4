package org.amana.verifier;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What has been done under one purpose so far, as far as the next entry is held against it.
final class Use {
    /// About how many bytes of memory it takes, without its boxes.
    static final long WEIGHT = 320;

    private static final long DAY = 86_400;

    /// So many containers a purpose lists at most; where more are published, they are not counted.
    private static final int MOST_BOXES = 1_000;

    private final Volume bytes = new Volume();
    private final Volume objects = new Volume();
    private final Map<LogRules.Box, Long> boxes = new HashMap<>(); // each with its first access, in seconds
    private final Map<LogRules.Box, Write> unsure = new HashMap<>(); // boxes that may have been gone by then
    private byte @Nullable [] account;
    private long day = Long.MIN_VALUE;
    private long boxesOfVersion;
    private int boxesOfRestore;
    private long toldDay = Long.MIN_VALUE;

    /// An access that stored something.
    ///
    /// @param index of its entry
    record Write(long index, long seconds) {}

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
        turnTo(day(seconds), ofBytes, ofObjects);
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
        long then = day(seconds);
        if (then == day) {
            bytes.giveBack(lessBytes, early(seconds), approved);
            objects.giveBack(lessObjects, early(seconds), approved);
        } else {
            bytes.giveBackBefore(lessBytes, then == day - 1, approved);
            objects.giveBackBefore(lessObjects, then == day - 1, approved);
        }
    }

    /// Notes that an access moved something in a box, for as long as the terms are the same. In one that may have been
    /// gone by then nothing is taken for moved but what was stored, and that only while no void takes it back.
    ///
    /// @param stores whether it changed what is stored, and so is voided if it failed
    /// @param restores how often the server's data were put back so far, and boxes forgotten
    /// @return whether more boxes are in use now than the terms cover, even without those that may be gone
    boolean enter(LogRules.Box box, Terms terms, Write access, boolean stores, int restores) {
        if (terms.boxes() > MOST_BOXES || terms.isNew(access.seconds())) {
            return false;
        }
        if (boxesOfVersion != terms.version() || boxesOfRestore != restores) {
            boxes.clear();
            unsure.clear();
            boxesOfVersion = terms.version();
            boxesOfRestore = restores;
        }
        if (!box.mayBeGoneAt(access.seconds())) {
            boxes.putIfAbsent(box, access.seconds());
            unsure.remove(box);
        } else if (stores && !boxes.containsKey(box)) {
            unsure.putIfAbsent(box, access);
        }
        if (boxes() > terms.boxes()) {
            boxes.entrySet().removeIf(each -> each.getKey().mayBeGoneSince(each.getValue()));
            unsure.entrySet()
                    .removeIf(
                            each -> each.getKey().mayBeGoneSince(each.getValue().seconds()));
        }
        return boxes() > terms.boxes();
    }

    /// Forgets boxes in which what was stored is voided by now.
    void leaveThoseVoided(IndexSet voided) {
        unsure.values().removeIf(write -> voided.contains(write.index()));
    }

    boolean knows(LogRules.Box box) {
        return boxes.containsKey(box) || unsure.containsKey(box);
    }

    /// How many boxes are kept in mind.
    int boxes() {
        return boxes.size() + unsure.size();
    }

    /// The first writes to those among them that may have been gone by then.
    List<Write> unsure() {
        return List.copyOf(unsure.values());
    }

    private static long day(long seconds) {
        return seconds / DAY;
    }

    /// Whether an entry may be of an access that was counted the day before.
    private static boolean early(long seconds) {
        return seconds % DAY <= Terms.GRACE_SECONDS;
    }
}
