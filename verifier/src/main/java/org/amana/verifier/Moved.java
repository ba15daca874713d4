package org.amana.verifier;

/// What an access moved, in or out.
final class Moved {
    private Moved() {}

    /// How many bytes the access that `access` has just read accepted and released.
    static long bytes(EntryParser access) {
        return access.number(Places.ACCESS_IN) + access.number(Places.ACCESS_OUT);
    }

    /// Of how many objects that was.
    static long objects(EntryParser access) {
        return Fields.objects(
                access.source(), access.valueFrom(Places.ACCESS_UNITS), access.valueTo(Places.ACCESS_UNITS));
    }

    /// Whether it moved anything. What failed did not, and may name a box that is gone since it was decided.
    static boolean anything(EntryParser access) {
        return bytes(access) > 0 || objects(access) > 0;
    }
}
