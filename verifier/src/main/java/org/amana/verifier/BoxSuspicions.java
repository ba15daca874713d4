package org.amana.verifier;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/// Suspicions that a purpose uses more boxes than it covers. Some of the boxes may have been gone when they
/// were written to: then a void says so, however far behind. So a suspicion counts the writes that it rests
/// on, and whether enough of them stand is known in the end.
///
/// Many suspicions rest on the same writes. A write is kept once, with the first and the last that rest on
/// it.
final class BoxSuspicions {
    private static final long EACH_SUSPICION = 48;
    private static final long EACH_WRITE = 56;

    private final String purpose;
    private final List<Suspicion> suspicions = new ArrayList<>(0);
    private final List<Write> writes = new ArrayList<>(0);

    /// @param index of the entry with which there were too many boxes
    /// @param covered how many boxes the purpose covers
    /// @param sure how many it used that were there
    /// @param used how many it used, those included that may have been gone
    private record Suspicion(long index, long covered, int sure, int used) {}

    /// An access that stored something in a box that may have been gone.
    ///
    /// @param index of its entry
    /// @param seconds its time
    /// @param from the first suspicion that rests on it
    /// @param to the one behind the last
    record Write(long index, long seconds, int from, int to) {}

    BoxSuspicions(String purpose) {
        this.purpose = purpose;
    }

    /// How many there are.
    int size() {
        return suspicions.size();
    }

    /// One more.
    void add(long index, long covered, int sure, int used) {
        suspicions.add(new Suspicion(index, covered, sure, used));
    }

    /// From here on no suspicion rests on this write.
    void over(BoxUse write) {
        if (write.suspicions() < suspicions.size()) {
            writes.add(new Write(write.index(), write.seconds(), write.suspicions(), suspicions.size()));
        }
    }

    /// Objects where more boxes were used than are covered by the writes that stand. Each write must be over.
    void settle(Predicate<Write> stands, Objections objections) {
        int[] changes = new int[suspicions.size() + 1];
        for (Write write : writes) {
            if (stands.test(write)) {
                changes[write.from()]++;
                changes[write.to()]--;
            }
        }
        int standing = 0;
        for (int at = 0; at < suspicions.size(); at++) {
            Suspicion suspicion = suspicions.get(at);
            standing += changes[at];
            if (suspicion.sure() + standing > suspicion.covered()) {
                objections.object(suspicion.index(), tooMany(suspicion.covered(), suspicion.used()));
            }
        }
    }

    /// That the purpose uses too many boxes, in words.
    String tooMany(long covered, int used) {
        return "purpose " + purpose + " covers " + covered + " boxes and uses " + used;
    }

    /// About how many bytes of memory it takes.
    long weight() {
        return purpose.length() + suspicions.size() * EACH_SUSPICION + writes.size() * EACH_WRITE;
    }
}
