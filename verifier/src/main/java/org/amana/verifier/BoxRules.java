package org.amana.verifier;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// The boxes of a log: none ever holds less than nothing or changes its account (rule 4), and no purpose uses
/// more of them than it covers (rule 9).
final class BoxRules {
    /// So many containers a purpose lists at most; where more are published, they are not counted.
    private static final int MOST_BOXES = 1_000;

    private final Objections objections;
    private final Accounts accounts;
    private final TextTable<Box> boxes = new TextTable<>(_ -> Box.WEIGHT);
    private final Map<Use, BoxesInUse> inUse = new LinkedHashMap<>(); // of purposes that do not cover all boxes
    private final Map<Long, BoxUse> unsure = new HashMap<>();
    private long weightInUse;
    private int restores;

    BoxRules(Objections objections, Accounts accounts) {
        this.objections = objections;
        this.accounts = accounts;
    }

    /// Takes in the allowed access that `access` has just read.
    ///
    /// @param purpose of the access; null if there is none, which somebody else objects to
    void access(long index, @Nullable Purpose purpose, EntryParser access) {
        long change = access.number(Places.ACCESS_DST);
        if (access.textIsEmpty(Places.ACCESS_BOX)) {
            objections.require(index, change == 0, "changes stored bytes outside any box");
            return;
        }
        Box box = change(index, access, Places.ACCESS_ACCT, Places.ACCESS_BOX, change);
        if (purpose != null && Moved.anything(access)) {
            enter(index, purpose, box, access);
        }
        if (access.textIs(Places.ACCESS_ACT, Places.DELETE)) {
            box.deleted(access.number(Places.ACCESS_T));
        } else if (change != 0) {
            box.stored(index, access.number(Places.ACCESS_T));
        }
    }

    /// Takes in the `void` entry that `entry` has just read.
    void voided(long index, EntryParser entry) {
        long ref = entry.number(Places.VOID_REF);
        change(index, entry, Places.VOID_ACCT, Places.VOID_BOX, entry.number(Places.VOID_DST))
                .voided(ref);
        BoxUse never = unsure.get(ref);
        if (never != null) {
            BoxesInUse user = never.user();
            long before = user.weight();
            user.end(never);
            weightInUse += user.weight() - before;
        }
    }

    private Box change(long index, EntryParser entry, int accountPosition, int boxPosition, long change) {
        byte[] bytes = entry.source();
        int from = entry.valueFrom(boxPosition);
        int to = entry.valueTo(boxPosition);
        Box box = boxes.find(bytes, from, to);
        if (box == null) {
            box = new Box(accounts.at(entry, accountPosition));
            boxes.put(bytes, from, to, box);
        }
        if (!entry.textIs(accountPosition, box.account())) {
            objections.object(index, "box " + entry.text(boxPosition) + " stood in another account before");
        }
        box.holds(objections.add(index, box.stored(), change));
        if (box.stored() < 0) {
            objections.object(index, "box " + entry.text(boxPosition) + " would hold " + box.stored() + " bytes");
        }
        return box;
    }

    /// An access moved something in `box`.
    private void enter(long index, Purpose purpose, Box box, EntryParser access) {
        Terms terms = purpose.terms();
        long seconds = access.number(Places.ACCESS_T);
        if (terms.boxes() > MOST_BOXES || terms.isNew(seconds)) {
            return;
        }
        BoxesInUse used = inUse(purpose, access);
        long before = used.weight();
        boolean known = used.has(box);
        used.since(terms.version(), restores);
        used.enter(box, index, seconds, stores(access));
        if (used.size() > terms.boxes()) {
            used.leaveOutThoseGone();
        }
        if (used.sure() > terms.boxes()) {
            objections.object(index, used.tooMany(terms.boxes()));
        } else if (used.size() > terms.boxes() && !known) {
            used.suspect(index, terms.boxes());
        }
        weightInUse += used.weight() - before;
    }

    private BoxesInUse inUse(Purpose purpose, EntryParser access) {
        BoxesInUse used = inUse.get(purpose.use());
        if (used == null) {
            used = new BoxesInUse(access.text(Places.ACCESS_PUR), unsure);
            inUse.put(purpose.use(), used);
            weightInUse += used.weight();
        }
        return used;
    }

    /// Whether an access stored something, and so is voided if it failed.
    private static boolean stores(EntryParser access) {
        return access.number(Places.ACCESS_DST) != 0 && !access.textIs(Places.ACCESS_ACT, Places.DELETE);
    }

    /// The server's data were put back from a backup: which boxes were in use is forgotten.
    void restored() {
        restores++;
    }

    /// Every entry was taken in: objects where what was written to a box too many was never voided. What was
    /// written in the last minute may still be.
    ///
    /// @param time of the last entry, in seconds
    void finish(VoidRules voids, long time) {
        inUse.values().forEach(used -> used.finish(write -> stands(write, voids, time), objections));
    }

    private static boolean stands(BoxSuspicions.Write write, VoidRules voids, long time) {
        return !voids.isVoided(write.index()) && write.seconds() < time - Terms.GRACE_SECONDS;
    }

    /// What each box holds, in bytes, by `account/box`.
    SortedMap<String, Long> stored() {
        SortedMap<String, Long> stored = new TreeMap<>();
        boxes.forEach((name, box) ->
                stored.put(new String(box.account(), StandardCharsets.US_ASCII) + "/" + name, box.stored()));
        return stored;
    }

    /// About how many bytes of memory it takes.
    long weight() {
        return boxes.weight() + weightInUse;
    }
}
