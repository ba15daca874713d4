package org.amana.blob;

import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.amana.store.Reader;

/// Makes one page of a listing: walks committed blobs, puts uncommitted ones and snapshots between them where
/// asked for, and cuts where the page is full.
record BlobListing(Reader reader, Box box, ListBlobs command, Instant now) {
    /// One walk for each set of columns, as their statements are kept.
    private static final Map<BlobRows.Columns, NameWalk<BlobRow>> COMMITTED = new ConcurrentHashMap<>();

    private static final NameWalk<Staging> UNCOMMITTED =
            new NameWalk<>("staging", StagingRows.COLUMNS, row -> StagingRows.read(0, row));

    BlobPage page() throws SQLException {
        ListMarker start =
                command.marker().isEmpty() ? ListMarker.at(command.startFrom()) : ListMarker.parse(command.marker());
        // One more than fits tells whether there is another page, and where it begins.
        List<BlobItem> items = items(start, command.maxResults() + 1);
        if (items.size() <= command.maxResults()) {
            return new BlobPage(items, "");
        }
        BlobItem next = items.get(command.maxResults());
        return new BlobPage(items.subList(0, command.maxResults()), marker(next).toString());
    }

    private NameWalk<BlobRow> committed() {
        BlobRows.Columns columns = new BlobRows.Columns(shows(ListInclude.METADATA), shows(ListInclude.COPY));
        return COMMITTED.computeIfAbsent(
                columns, it -> new NameWalk<>("blob", it.ofBlob(), row -> BlobRows.blob(0, row, it)));
    }

    private static ListMarker marker(BlobItem item) {
        return switch (item) {
            case BlobItem.Blob(BlobName name, Snapshot snapshot, BlobProperties _) ->
                new ListMarker(name.value(), snapshot.ticks());
            case BlobItem.Prefix(String name) -> ListMarker.at(name);
        };
    }

    private List<BlobItem> items(ListMarker start, int most) throws SQLException {
        NameWalk.Range range = new NameWalk.Range(box.id(), command.prefix(), command.delimiter(), start.name(), most);
        List<BlobItem> items = new ArrayList<>();
        for (NameWalk.Step<BlobRow> step : committed().walk(reader, range)) {
            items.add(
                    switch (step) {
                        case NameWalk.Step.Single<BlobRow>(String _, BlobRow row) -> item(row);
                        case NameWalk.Step.Merged<BlobRow>(String name) -> new BlobItem.Prefix(name);
                    });
        }
        if (command.include().contains(ListInclude.UNCOMMITTED_BLOBS)) {
            items = merged(items, uncommitted(range));
        }
        if (command.include().contains(ListInclude.SNAPSHOTS) && hasSnapshots()) {
            items = withSnapshots(items, start, most);
        }
        return items.size() <= most ? items : items.subList(0, most);
    }

    private List<BlobItem> uncommitted(NameWalk.Range range) throws SQLException {
        List<BlobItem> items = new ArrayList<>();
        for (NameWalk.Step<Staging> step : UNCOMMITTED.walk(reader, range)) {
            items.add(
                    switch (step) {
                        case NameWalk.Step.Single<Staging>(String _, Staging staging) ->
                            new BlobItem.Blob(staging.name(), Snapshot.NONE, staging.properties());
                        case NameWalk.Step.Merged<Staging>(String name) -> new BlobItem.Prefix(name);
                    });
        }
        return items;
    }

    /// Both lists by name; where both have one, the committed blob stands for both.
    private static List<BlobItem> merged(List<BlobItem> committed, List<BlobItem> uncommitted) {
        List<BlobItem> merged = new ArrayList<>(committed.size() + uncommitted.size());
        int c = 0;
        int u = 0;
        while (c < committed.size() || u < uncommitted.size()) {
            int order = c == committed.size()
                    ? 1
                    : u == uncommitted.size()
                            ? -1
                            : NameOrder.compare(
                                    committed.get(c).name(), uncommitted.get(u).name());
            merged.add(order <= 0 ? committed.get(c) : uncommitted.get(u));
            c += order <= 0 ? 1 : 0;
            u += order >= 0 ? 1 : 0;
        }
        return merged;
    }

    private boolean hasSnapshots() throws SQLException {
        return reader.first(
                        "SELECT taken FROM snapshot WHERE container_id = ? LIMIT 1",
                        row -> row.number("taken"),
                        box.id())
                .isPresent();
    }

    private List<BlobItem> withSnapshots(List<BlobItem> items, ListMarker start, int most) throws SQLException {
        List<BlobItem> all = new ArrayList<>(items.size());
        for (BlobItem item : items) {
            if (item instanceof BlobItem.Blob blob && blob.properties().committed()) {
                long from = item.name().equals(start.name()) ? start.from() : Long.MIN_VALUE;
                BlobRows.snapshots(reader, box.id(), blob.blob(), from, most)
                        .forEach(snapshot -> all.add(item(snapshot)));
            }
            all.add(item);
            if (all.size() >= most) {
                break;
            }
        }
        return all;
    }

    private BlobItem item(BlobRow row) {
        BlobProperties all = row.properties(now);
        BlobProperties shown = new BlobProperties(
                all.etag(),
                all.contentVersion(),
                all.created(),
                all.lastModified(),
                all.length(),
                all.kind(),
                all.headers(),
                shows(ListInclude.METADATA) ? all.metadata() : Metadata.NONE,
                all.tags(),
                all.lease(),
                shows(ListInclude.COPY) ? all.copy() : Optional.empty(),
                true);
        return new BlobItem.Blob(row.name(), row.snapshot(), shown);
    }

    private boolean shows(ListInclude what) {
        return command.include().contains(what);
    }
}
