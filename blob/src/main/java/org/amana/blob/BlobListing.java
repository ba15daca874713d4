package org.amana.blob;

import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.amana.kernel.AmanaException;
import org.amana.kernel.ErrorCode;
import org.amana.store.Reader;

/// Makes one page of a listing: walks committed blobs, puts uncommitted ones, snapshots, versions and what is deleted
/// between them where asked for, and cuts where the page is full.
record BlobListing(Reader reader, Box box, ListBlobs command, Instant now) {
    /// One walk for each set of columns, as their statements are kept.
    private static final Map<BlobColumns, NameWalk<BlobRow>> COMMITTED = new ConcurrentHashMap<>();

    /// Where it stands among the lines of its name that a blob was deleted: only what waits comes after it.
    private static final long BEHIND_THE_PAST = Snapshot.NONE.ticks() - 1;

    private static final NameWalk<Staging> UNCOMMITTED =
            new NameWalk<>("staging", StagingRows.COLUMNS, row -> StagingRows.read(0, row));

    /// What stands under one name: a prefix, or a blob, its past and its waiting blocks, as far as they are shown.
    private sealed interface Stand {
        String name();

        record Merged(String name) implements Stand {}

        record Committed(BlobRow row) implements Stand {
            @Override
            public String name() {
                return row.name().value();
            }
        }

        record Uncommitted(Staging staging) implements Stand {
            @Override
            public String name() {
                return staging.name().value();
            }
        }

        /// Nothing but its past.
        record Past(String name) implements Stand {}
    }

    /// A line, and where it stands among those of its name.
    private record Line(BlobItem item, long at) {
        ListMarker marker() {
            return new ListMarker(item.name(), at);
        }
    }

    BlobPage page() throws SQLException {
        ListMarker start = start();
        // One more than fits tells whether there is another page, and where it begins.
        int most = command.maxResults() + 1;
        List<Stand> stands = stands(start, most);
        PastRows past = past();
        List<BlobItem> items = new ArrayList<>();
        for (int i = 0; i < stands.size(); i++) {
            if (i == command.maxResults()) {
                return new BlobPage(items, ListMarker.at(stands.get(i).name()).toString());
            }
            for (Line line : lines(stands.get(i), start, past)) {
                if (items.size() == command.maxResults()) {
                    return new BlobPage(items, line.marker().toString());
                }
                items.add(line.item());
            }
        }
        return new BlobPage(items, "");
    }

    /// @throws AmanaException `INVALID_QUERY_PARAMETER` for a marker that was never given out
    private ListMarker start() {
        String marker = command.marker();
        return marker.isEmpty()
                ? ListMarker.at(command.startFrom())
                : ListMarker.parse(marker)
                        .orElseThrow(() -> new AmanaException(
                                        ErrorCode.INVALID_QUERY_PARAMETER, "marker " + marker + ": not one of ours")
                                .with("QueryParameterName", "marker")
                                .with("QueryParameterValue", marker));
    }

    private PastRows past() throws SQLException {
        PastRows past = PastRows.shownBy(command.include());
        return past.isEmpty() || PastRows.isIn(reader, box.id()) ? past : new PastRows(command.include(), "");
    }

    private NameWalk<BlobRow> committed() {
        BlobColumns columns = new BlobColumns(shows(ListInclude.METADATA), shows(ListInclude.COPY));
        return COMMITTED.computeIfAbsent(
                columns, it -> new NameWalk<>("blob", CurrentRows.columns(it), row -> CurrentRows.read(0, row, it)));
    }

    private List<Stand> stands(ListMarker start, int most) throws SQLException {
        NameWalk.Range range = new NameWalk.Range(box.id(), command.prefix(), command.delimiter(), start.name(), most);
        List<Stand> stands = stands(committed().walk(reader, range), (_, row) -> new Stand.Committed(row));
        if (shows(ListInclude.UNCOMMITTED_BLOBS)) {
            stands = merged(
                    stands, stands(UNCOMMITTED.walk(reader, range), (_, staging) -> new Stand.Uncommitted(staging)));
        }
        PastRows past = past();
        if (!past.isEmpty() && past.standAlone()) {
            stands = merged(stands, stands(past.names(reader, range), (name, _) -> new Stand.Past(name)));
        }
        return stands.size() <= most ? stands : stands.subList(0, most);
    }

    /// Makes a stand of a row.
    private interface OfRow<T> {
        Stand of(String name, T row);
    }

    private static <T> List<Stand> stands(List<NameWalk.Step<T>> steps, OfRow<T> single) {
        List<Stand> stands = new ArrayList<>(steps.size());
        for (NameWalk.Step<T> step : steps) {
            stands.add(
                    switch (step) {
                        case NameWalk.Step.Single<T>(String name, T row) -> single.of(name, row);
                        case NameWalk.Step.Merged<T>(String name) -> new Stand.Merged(name);
                    });
        }
        return stands;
    }

    /// Both lists by name; where both have one, the first list's stands for both.
    private static List<Stand> merged(List<Stand> firsts, List<Stand> seconds) {
        List<Stand> merged = new ArrayList<>(firsts.size() + seconds.size());
        int f = 0;
        int s = 0;
        while (f < firsts.size() || s < seconds.size()) {
            int order = f == firsts.size()
                    ? 1
                    : s == seconds.size()
                            ? -1
                            : NameOrder.compare(
                                    firsts.get(f).name(), seconds.get(s).name());
            merged.add(order <= 0 ? firsts.get(f) : seconds.get(s));
            f += order <= 0 ? 1 : 0;
            s += order >= 0 ? 1 : 0;
        }
        return merged;
    }

    private List<Line> lines(Stand stand, ListMarker start, PastRows past) throws SQLException {
        long from = stand.name().equals(start.name()) ? start.from() : Long.MIN_VALUE;
        return switch (stand) {
            case Stand.Merged(String name) -> List.of(new Line(new BlobItem.Prefix(name), Long.MIN_VALUE));
            case Stand.Uncommitted(Staging staging) -> uncommitted(staging, from, past);
            case Stand.Committed(BlobRow row) -> committed(row, from, past);
            case Stand.Past(String name) -> withoutBlob(new BlobName(name), from, past);
        };
    }

    private List<Line> uncommitted(Staging staging, long from, PastRows past) throws SQLException {
        List<Line> lines = new ArrayList<>(withoutBlob(staging.name(), from, past));
        lines.add(line(new BlobItem.Blob(staging.name(), Snapshot.NONE, staging.properties(now))));
        return lines;
    }

    private List<Line> committed(BlobRow row, long from, PastRows past) throws SQLException {
        if (row.keeping().isExpired(now)) {
            return withoutBlob(row.name(), from, past);
        }
        Line blob = line(new BlobItem.Blob(row.name(), Snapshot.NONE, shown(row)));
        if (past.isEmpty()) {
            return List.of(blob);
        }
        List<Line> lines = new ArrayList<>(pastLines(row.name(), from, true, past));
        lines.add(blob);
        return lines;
    }

    private List<Line> withoutBlob(BlobName name, long from, PastRows past) throws SQLException {
        if (past.isEmpty()) {
            return List.of();
        }
        List<Line> lines = new ArrayList<>(pastLines(name, from, false, past));
        Optional<BlobRow> last = past.lastOfDeleted(reader, box.id(), name);
        if (last.isPresent() && from <= BEHIND_THE_PAST) {
            lines.add(new Line(onlyVersions(last.get()), BEHIND_THE_PAST));
        }
        return lines;
    }

    private BlobItem onlyVersions(BlobRow last) throws SQLException {
        long ended = SnapshotRows.ended(reader, box.id(), last.name())
                .map(Snapshot::at)
                .orElse(last.snapshot())
                .ticks();
        VersionId version = new VersionId(Math.max(ended, last.snapshot().ticks() + 1));
        return new BlobItem.OnlyVersions(last.name(), version, shown(last));
    }

    private List<Line> pastLines(BlobName name, long from, boolean isThere, PastRows past) throws SQLException {
        List<Line> lines = new ArrayList<>();
        for (BlobRow row : past.of(reader, box.id(), name, from, isThere, now)) {
            Snapshot snapshot = row.standing().kind() == Standing.Kind.SNAPSHOT ? row.snapshot() : Snapshot.NONE;
            lines.add(new Line(
                    new BlobItem.Blob(name, snapshot, shown(row)),
                    row.snapshot().ticks()));
        }
        return lines;
    }

    /// The last line of its name.
    private static Line line(BlobItem item) {
        return new Line(item, Snapshot.NONE.ticks());
    }

    private BlobProperties shown(BlobRow row) {
        BlobProperties all = row.properties(now);
        return new BlobProperties(
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
                true,
                all.keeping(),
                all.standing());
    }

    private boolean shows(ListInclude what) {
        return command.include().contains(what);
    }
}
