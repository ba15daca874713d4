package org.amana.blob;

import java.sql.SQLException;
import java.util.List;
import org.amana.kernel.AmanaException;
import org.amana.kernel.ErrorCode;
import org.amana.policy.Amounts;
import org.amana.policy.Permitted;
import org.amana.policy.Plan;
import org.amana.policy.Planned;
import org.amana.store.Reader;

/// Get Page Ranges.
record ListPagesPlan(BlobParts parts, ListPages command) implements Plan<PageRanges> {
    @Override
    public Planned<PageRanges> plan(Permitted permitted) {
        Box box = parts.containers().require(permitted, command.blob().container());
        PageRanges pages = parts.catalog().read(reader -> find(reader, box));
        return Planned.of(Amounts.touched(1), _ -> pages);
    }

    private PageRanges find(Reader reader, Box box) throws SQLException {
        BlobRef ref = command.blob();
        BlobRow row = parts.find(reader, box, ref).orElseThrow(() -> BlobParts.notFound(ref));
        row.form().requirePage(ref);
        row.lease().requireForRead(command.conditions().lease(), parts.now(), LeaseKind.BLOB);
        Preconditions.requireForRead(command.conditions(), row, ref);
        long before = command.before().isPresent()
                ? before(reader, row, command.before().get())
                : PageDifference.NOTHING;
        long from = Math.max(first(row), marker());
        long to = command.range()
                .filter(range -> range.last() < row.length())
                .map(range -> endOfPage(range.last()))
                .orElse(row.length());
        // One more than fits tells whether there is another page, and where it begins.
        List<PageRanges.Range> ranges =
                new PageDifference(reader, row, before, PageDifference.STEP).ranges(from, to, command.most() + 1);
        boolean more = ranges.size() > command.most();
        return new PageRanges(
                more ? ranges.subList(0, command.most()) : ranges,
                more ? Long.toString(ranges.get(command.most()).first()) : "",
                row.etag(),
                row.lastModified(),
                row.length());
    }

    /// The whole page that holds the first byte of the range.
    private long first(BlobRow row) {
        return command.range()
                .map(range -> range.within(row.length()).first())
                .map(first -> first - first % PutPages.PAGE)
                .orElse(0L);
    }

    private static long endOfPage(long last) {
        return last - last % PutPages.PAGE + PutPages.PAGE;
    }

    /// Markers say where to go on.
    private long marker() {
        try {
            return command.marker().isEmpty() ? 0 : Long.parseLong(command.marker());
        } catch (NumberFormatException e) {
            throw new AmanaException(
                            ErrorCode.INVALID_QUERY_PARAMETER,
                            "marker " + command.marker() + ": no answer gave this one",
                            e)
                    .with("QueryParameterName", "marker")
                    .with("QueryParameterValue", command.marker());
        }
    }

    /// The content version of the older snapshot.
    ///
    /// @throws AmanaException `PREVIOUS_SNAPSHOT_NOT_FOUND`, `PREVIOUS_SNAPSHOT_NEWER`; `BLOB_OVERWRITTEN`
    ///     when all of the blob was written anew since
    private static long before(Reader reader, BlobRow row, Snapshot snapshot) throws SQLException {
        if (snapshot.compareTo(row.snapshot()) > 0) {
            throw new AmanaException(
                    ErrorCode.PREVIOUS_SNAPSHOT_NEWER,
                    "prevsnapshot " + snapshot + " is newer than the snapshot " + row.snapshot());
        }
        BlobRow before = BlobRows.find(reader, row.containerId(), row.name(), snapshot)
                .filter(BlobRows::isNamedByItsTime)
                .orElseThrow(() -> new AmanaException(
                        ErrorCode.PREVIOUS_SNAPSHOT_NOT_FOUND, "blob " + row.name() + " has no snapshot " + snapshot));
        if (before.form().stream() != row.form().stream()) {
            throw new AmanaException(
                    ErrorCode.BLOB_OVERWRITTEN,
                    "blob " + row.name() + " was written anew since its snapshot " + snapshot);
        }
        return before.contentVersion();
    }
}
