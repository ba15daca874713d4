package org.amana.policy;

import org.amana.kernel.AmanaException;
import org.amana.kernel.ErrorCode;

/// How much one access moves.
///
/// @param in bytes accepted from the client
/// @param out bytes released to the client
/// @param stored signed change of logically stored bytes (`dst` of the entry); the one figure that may be
///     negative. What changes the store releases nothing: a `void` says that the change did not happen, and could not
///     call bytes back
/// @param objects how many objects (blobs, hits, pages of a document count as one object) it touches
/// @param units metered units of the service: pages, images, seconds, characters
public record Amounts(long in, long out, long stored, long objects, long units) {
    /// The largest amount there is: 2^50 − 1, about one pebibyte. A figure from 2^50 on is refused wherever it
    /// comes from, so that no sum that policy or ledger forms can leave the 63 (or 53) bits it is counted in.
    public static final long MOST = (1L << 50) - 1;

    public static final Amounts NONE = new Amounts(0, 0, 0, 0, 0);

    public Amounts {
        check("bytes in", in);
        check("bytes out", out);
        check("objects", objects);
        check("units", units);
        check("change of stored bytes", stored == Long.MIN_VALUE ? Long.MAX_VALUE : Math.abs(stored));
        if (stored != 0 && out != 0) {
            throw new IllegalArgumentException("one access cannot release " + out + " bytes and store " + stored);
        }
    }

    /// Bytes released, one object.
    public static Amounts released(long out) {
        return new Amounts(0, out, 0, 1, 0);
    }

    /// Bytes accepted, one object, and what that changes in the store.
    public static Amounts accepted(long in, long stored) {
        return new Amounts(in, 0, stored, 1, 0);
    }

    /// Nothing moved but a fact about `objects` objects.
    public static Amounts touched(long objects) {
        return new Amounts(0, 0, 0, objects, 0);
    }

    /// Bytes of what was told about objects, none of which was touched: names, metadata and tags of a listing.
    public static Amounts told(long out) {
        return new Amounts(0, out, 0, 0, 0);
    }

    /// What counts against the day's volume of bytes: those accepted and those released.
    public long bytes() {
        return in + out;
    }

    /// @throws AmanaException `TOO_LARGE` from 2^50 on
    static void check(String what, long amount) {
        if (amount < 0) {
            throw new IllegalArgumentException(what + " cannot be negative: " + amount);
        }
        if (amount > MOST) {
            throw new AmanaException(ErrorCode.TOO_LARGE, what + ": " + amount + " is 2^50 or more");
        }
    }
}
