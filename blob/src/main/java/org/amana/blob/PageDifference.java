package org.amana.blob;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.amana.store.Reader;

/// Which pages of a page blob differ from what they were in an older content version of the same stream:
/// those that were written since, and those that were written then, or since, and are zeros now. Against no version at
/// all, it is those that are written. So many rows are looked at in a step, however many there are.
///
/// @param row the blob or snapshot
/// @param before the older content version, or [#NOTHING]
record PageDifference(Reader reader, BlobRow row, long before, int step) {
    /// A content version in which nothing is written.
    static final long NOTHING = -1;

    /// How many rows are looked at in a step, usually.
    static final int STEP = 4096;

    /// The first `most` ranges between `from` and before `to`, those that meet joined.
    List<PageRanges.Range> ranges(long from, long to, int most) throws SQLException {
        Joined joined = new Joined();
        long at = from;
        while (at < to && joined.ranges.size() <= most) {
            RangeRows.Stretches now = RangeRows.stretches(reader, row, at, to, step);
            RangeRows.Stretches gone = before == NOTHING
                    ? new RangeRows.Stretches(List.of(), to)
                    : RangeRows.gone(reader, row, before, at, to, step);
            // What lies behind the last row of a full step is not known yet.
            long known = Math.min(now.end(), gone.end());
            differing(now.list(), gone.list(), known).forEach(joined::add);
            at = known;
        }
        return joined.ranges.size() <= most ? joined.ranges : joined.ranges.subList(0, most);
    }

    private List<PageRanges.Range> differing(List<RangeRows.Stretch> now, List<RangeRows.Stretch> gone, long known) {
        List<PageRanges.Range> differing = new ArrayList<>();
        for (RangeRows.Stretch it : now) {
            if (it.since() > before && it.start() < known && !(it.cleared() && before == NOTHING)) {
                differing.add(range(it.start(), Math.min(it.end(), known), it.cleared()));
            }
        }
        int next = 0; // the first of now that may reach into what is gone
        for (RangeRows.Stretch it : gone) {
            long at = it.start();
            long end = Math.min(it.end(), known);
            while (next < now.size() && now.get(next).end() <= at) {
                next++;
            }
            for (int i = next; i < now.size() && now.get(i).start() < end; i++) {
                if (at < now.get(i).start()) {
                    differing.add(range(at, now.get(i).start(), true));
                }
                at = Math.max(at, now.get(i).end());
            }
            if (at < end) {
                differing.add(range(at, end, true));
            }
        }
        differing.sort(Comparator.comparingLong(PageRanges.Range::first));
        return differing;
    }

    private static PageRanges.Range range(long start, long end, boolean cleared) {
        return new PageRanges.Range(start, end - 1, cleared);
    }

    /// Joins ranges that meet.
    private static final class Joined {
        private final List<PageRanges.Range> ranges = new ArrayList<>();

        private void add(PageRanges.Range range) {
            PageRanges.Range last = ranges.isEmpty() ? null : ranges.getLast();
            if (last != null && last.last() + 1 == range.first() && last.cleared() == range.cleared()) {
                ranges.set(ranges.size() - 1, new PageRanges.Range(last.first(), range.last(), last.cleared()));
            } else {
                ranges.add(range);
            }
        }
    }
}
