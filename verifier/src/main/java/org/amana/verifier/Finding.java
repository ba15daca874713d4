package org.amana.verifier;

/// One piece of evidence that a log is not what it promises.
///
/// @param place path of the file where it shows
/// @param index of the entry concerned; [#NO_ENTRY] if it is not one entry
/// @param what it is, in words
public record Finding(String place, long index, String what) {
    public static final long NO_ENTRY = -1;

    @Override
    public String toString() {
        return place + (index == NO_ENTRY ? "" : ", entry " + index) + ": " + what;
    }
}
