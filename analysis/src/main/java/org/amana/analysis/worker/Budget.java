package org.amana.analysis.worker;

import org.amana.analysis.Reason;
import org.amana.analysis.WorkerLimits;

/// What is left for one file and all that is inside it.
final class Budget {
    private final WorkerLimits limits;
    private final long fileBytes;
    private long unpacked;
    private int characters;
    private int children;
    private int mostChildren;

    Budget(WorkerLimits limits, long fileBytes) {
        this.limits = limits;
        this.fileBytes = Math.max(1, fileBytes);
        this.mostChildren = limits.children();
    }

    /// Lets in as many things as a mailbox has mails.
    void mailbox() {
        mostChildren = limits.children() * WorkerLimits.OF_A_MAILBOX;
    }

    /// Counts bytes that came out of the file.
    ///
    /// @throws RefusedException once they are more than any honest file holds
    void unpack(long bytes) {
        unpacked += bytes;
        if (unpacked > WorkerLimits.RATIO_MATTERS_FROM.bytes() && unpacked / fileBytes > limits.ratio()) {
            throw new RefusedException(Reason.Kind.BOMB_RATIO, limits.ratio());
        }
    }

    boolean mayUnpackMore() {
        return unpacked < limits.unpacked().bytes();
    }

    boolean hasChild() {
        return children < mostChildren;
    }

    boolean takeChild() {
        if (!hasChild()) {
            return false;
        }
        children++;
        return true;
    }

    /// How many of these characters still fit; takes them.
    int takeCharacters(int wanted) {
        int taken = Math.min(wanted, limits.textCharacters() - characters);
        characters += taken;
        return taken;
    }

    void enter(int depth) {
        if (depth > limits.depth()) {
            throw new RefusedException(Reason.Kind.BOMB_DEPTH, limits.depth());
        }
    }
}
