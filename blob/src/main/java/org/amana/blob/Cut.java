package org.amana.blob;

/// A stretch of a page blob that was cleared or cut off in one small change, though very many rows tell of it. From the
/// content version of that change on, no row counts that begins in the stretch and is older; the rows themselves are
/// worked off later ([CutSweep]). So everybody sees the change at once, and nobody waits for its rows.
///
/// A stream has one cut at most. None of its rows reaches over the edge of it.
///
/// @param from its first byte, counted in the blob; what lies before has been worked off
/// @param to the byte behind its last
/// @param version the content version of the change
/// @param leavesHoles whether what was written counts as cleared since; else as if it had never been there
record Cut(long from, long to, long version, boolean leavesHoles) {
    static final Cut NONE = new Cut(Long.MAX_VALUE, Long.MAX_VALUE, Long.MIN_VALUE, false);

    boolean isNone() {
        return from == Long.MAX_VALUE;
    }

    /// As far as it is in a content version.
    Cut seenBy(long contentVersion) {
        return version <= contentVersion ? this : NONE;
    }

    /// Whether a row is in it. A hole need not be made again.
    boolean takes(long start, long since, boolean isHole) {
        return start >= from && start < to && since < version && !(leavesHoles && isHole);
    }

    boolean takes(RangeRow row) {
        return takes(row.start(), row.since(), row.isHole());
    }

    Cut from(long later) {
        return new Cut(later, to, version, leavesHoles);
    }
}
