package org.amana.verifier;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// The places where a log goes on from a backup, as its `operator` entries tell them. What its keeper had
/// signed after that backup is not in the log, and nobody but who kept it can tell what it was: no evidence,
/// and to be known by everyone who takes the log for the whole story. For one thread.
final class Restores {
    /// What the operator notes when the server's data were put back from a backup begins so.
    private static final String REASON = "restored";

    private static final String WITHOUT_ENTRIES = "restored-without-entries";

    /// An operator may append as many as he likes.
    private static final int TOLD = 20;

    private final List<String> places = new ArrayList<>();
    private long more;

    /// Whether an `operator` entry tells that the server's data were put back from a backup.
    static boolean tells(Entry entry) {
        return entry.text("reason").startsWith(REASON);
    }

    /// Takes in an entry that [tells][#tells(Entry)] of it.
    ///
    /// @param before the `t` of the entry before it; a backup may hold entries from after it was begun
    void take(long index, Entry entry, long before) {
        if (places.size() < TOLD) {
            places.add(place(index, entry, before));
        } else {
            more++;
        }
    }

    private static String place(long index, Entry entry, long before) {
        Instant backup = Instant.ofEpochSecond(entry.number("since"));
        Instant known = Instant.ofEpochSecond(Math.max(entry.number("since"), before));
        String lost = entry.text("reason").equals(WITHOUT_ENTRIES)
                ? "; of it, " + entry.number("count") + " entries that had been signed are given up"
                : "";
        return "restored at entry " + index + " from a backup of " + backup + ": whatever the server did between "
                + known + " and " + Instant.ofEpochSecond(entry.seconds()) + " is not in this log" + lost;
    }

    /// A sentence for each place, the first ones alone where they are very many.
    List<String> notes() {
        List<String> notes = new ArrayList<>(places);
        if (more > 0) {
            notes.add("restored from a backup at " + more + " more entries");
        }
        return notes;
    }
}
