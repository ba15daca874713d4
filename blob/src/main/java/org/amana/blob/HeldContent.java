package org.amana.blob;

import java.io.IOException;
import java.util.Optional;
import org.amana.kernel.AmanaException;
import org.amana.kernel.ErrorCode;
import org.amana.store.Pins;
import org.amana.store.Query;

/// Where the bytes of a blob or snapshot are, as they were when it was found: they stay so, and on the disk, until this
/// is closed. What is in few rows is kept in memory and pinned. What is in more than one page of them is read from the
/// catalog while it is used, page by page, so that no blob takes memory by how often it was written.
///
/// Used by one thread at a time; closing it again does nothing.
final class HeldContent implements AutoCloseable {
    private final BlobParts parts;
    private final BlobRow row;
    private final RangePage first;
    private final Hold reading;
    private final Pins pins;

    private HeldContent(BlobParts parts, BlobRow row, RangePage first, Hold reading) {
        this.parts = parts;
        this.row = row;
        this.first = first;
        this.reading = reading;
        this.pins = parts.extents().pin(first.places());
    }

    /// Sees a range.
    @FunctionalInterface
    interface Visitor {
        void range(ContentRange range) throws IOException;
    }

    /// Holds what a query saw just now.
    ///
    /// @param again finds the row once more, if the page was not all
    /// @return empty if something else is there by then
    static Optional<HeldContent> of(BlobParts parts, Stored stored, Query<Optional<BlobRow>> again) {
        return stored.page().isLast()
                ? Optional.of(new HeldContent(parts, stored.row(), stored.page(), () -> {}))
                : parts.readings()
                        .begin(parts.catalog(), again)
                        .map(reading -> new HeldContent(parts, reading.row(), RangePage.UNREAD, reading));
    }

    /// The blob or snapshot.
    BlobRow row() {
        return row;
    }

    /// Visits the ranges between `from` and before `to`, in order; the first and the last may reach beyond, and there
    /// may be others around them. Both lie in the part that was asked for when it was found.
    ///
    /// @throws IOException what the visitor threw
    /// @throws AmanaException `CONTAINER_NOT_FOUND` if the container was deleted meanwhile, and its key with it
    void each(long from, long to, Visitor visitor) throws IOException {
        for (ContentRange range : first.ranges()) {
            visitor.range(range);
        }
        long at = Math.max(from, first.end());
        while (at < to) {
            RangePage page = page(at, to);
            try (Pins _ = parts.extents().pin(page.places())) {
                for (ContentRange range : page.ranges()) {
                    visitor.range(range);
                }
            }
            at = page.end();
        }
    }

    /// The rows of a container that has no key any more are cleared away, whoever reads them.
    private RangePage page(long from, long to) {
        return parts.catalog().read(reader -> {
            if (!ContainerRows.hasKey(reader, row.containerId())) {
                throw new AmanaException(
                        ErrorCode.CONTAINER_NOT_FOUND,
                        "blob " + row.name() + ": its container was deleted while it was being read");
            }
            return RangeRows.page(reader, row, from, to, parts.rows().inMemory());
        });
    }

    @Override
    public void close() {
        pins.close();
        reading.close();
    }
}
