package org.amana.soak;

import org.amana.verifier.Entry;

/// What the ledger must say of an access that was answered.
///
/// @param in bytes accepted
/// @param out bytes released; [#SOME] when the answer broke off before it told
/// @param stored change of the stored bytes
record Booked(String action, boolean allowed, long in, long out, long stored) {
    private static final long SOME = -1;

    /// A read whose answer broke off: what was promised is not known, only that it was.
    static final Booked READ_IN_PART = new Booked("read", true, 0, SOME, 0);

    /// The same of a listing.
    static final Booked LISTED_IN_PART = new Booked("list", true, 0, SOME, 0);

    static Booked read(long out) {
        return new Booked("read", true, 0, out, 0);
    }

    static Booked listed(long out) {
        return new Booked("list", true, 0, out, 0);
    }

    static Booked write(long in, long stored) {
        return new Booked("write", true, in, 0, stored);
    }

    static Booked delete(long bytes) {
        return new Booked("delete", true, 0, 0, -bytes);
    }

    static Booked refused(String action) {
        return new Booked(action, false, 0, 0, 0);
    }

    boolean isIn(Entry entry) {
        return entry.text("act").equals(action)
                && entry.text("dec").equals(allowed ? "allow" : "deny")
                && entry.number("in") == in
                && (out == SOME || entry.number("out") == out)
                && entry.number("dst") == stored;
    }
}
