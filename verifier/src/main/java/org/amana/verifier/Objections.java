package org.amana.verifier;

import org.jspecify.annotations.Nullable;

/// Hears of everything that does not hold.
interface Objections {
    /// @param index of the entry with which it stopped to hold
    /// @param what does not hold, in words
    void object(long index, String what);

    /// Objects unless `holds`.
    default void require(long index, boolean holds, String what) {
        if (!holds) {
            object(index, what);
        }
    }

    /// Objects if something is wrong; `what` is null if nothing is.
    default void objectTo(long index, @Nullable String what) {
        if (what != null) {
            object(index, what);
        }
    }

    /// `sum` and `more`; a sum beyond 63 bits is objected to and stays what it was.
    default long add(long index, long sum, long more) {
        try {
            return Math.addExact(sum, more);
        } catch (ArithmeticException _) {
            object(index, "a sum grows beyond 63 bits");
            return sum;
        }
    }
}
