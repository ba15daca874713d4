package org.amana.blob;

import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.amana.store.Reader;

/// Which rows of the past a listing shows: snapshots, previous versions, what is deleted and still kept.
///
/// @param condition in SQL, about a row of `snapshot`; "" for none
record PastRows(Set<ListInclude> include, String condition) {
    static PastRows shownBy(Set<ListInclude> include) {
        boolean deleted = include.contains(ListInclude.DELETED);
        List<String> parts = new ArrayList<>();
        if (include.contains(ListInclude.SNAPSHOTS)) {
            parts.add(deleted ? "past = 0" : "past = 0 AND deleted IS NULL");
        }
        if (include.contains(ListInclude.VERSIONS)) {
            parts.add(deleted ? "past = 1" : "past = 1 AND deleted IS NULL");
        } else if (include.contains(ListInclude.DELETED_WITH_VERSIONS)) {
            parts.add("past = 1 AND deleted IS NULL");
        }
        if (deleted) {
            parts.add("past = 2");
        }
        return new PastRows(include, parts.isEmpty() ? "" : "((" + String.join(") OR (", parts) + "))");
    }

    boolean isEmpty() {
        return condition.isEmpty();
    }

    /// Whether names can have such rows without a blob of the name.
    boolean standAlone() {
        return include.contains(ListInclude.DELETED)
                || include.contains(ListInclude.VERSIONS)
                || include.contains(ListInclude.DELETED_WITH_VERSIONS);
    }

    /// Whether the container has any past at all.
    static boolean isIn(Reader reader, long containerId) throws SQLException {
        return reader.first(
                        "SELECT taken FROM snapshot WHERE container_id = ? LIMIT 1",
                        row -> row.number("taken"),
                        containerId)
                .isPresent();
    }

    /// The names that have such rows, in order, those with a delimiter behind the prefix merged. Each is sought on
    /// its own, behind all rows of the one before.
    List<NameWalk.Step<String>> names(Reader reader, NameWalk.Range range) throws SQLException {
        List<NameWalk.Step<String>> steps = new ArrayList<>();
        Optional<String> next = next(reader, range, range.first(), ">=");
        while (next.isPresent() && steps.size() < range.most()) {
            String name = next.get();
            Optional<String> merged = range.merged(name);
            if (merged.isPresent()) {
                steps.add(new NameWalk.Step.Merged<>(merged.get()));
                next = next(reader, range, NameOrder.after(merged.get()), ">=");
            } else {
                steps.add(new NameWalk.Step.Single<>(name, name));
                next = next(reader, range, name, ">");
            }
        }
        return steps;
    }

    private Optional<String> next(Reader reader, NameWalk.Range range, String from, String order) throws SQLException {
        return reader.first(
                "SELECT name FROM snapshot WHERE container_id = ? AND name " + order + " ? AND name < ? AND "
                        + condition + " ORDER BY name LIMIT 1",
                row -> row.text("name"),
                range.containerId(),
                from,
                range.end());
    }

    /// Those of one name, oldest first.
    ///
    /// @param isThere whether there is a blob of the name, so that what was one before is told as its snapshot
    List<BlobRow> of(Reader reader, long containerId, BlobName name, long from, boolean isThere, Instant now)
            throws SQLException {
        List<BlobRow> rows = SnapshotRows.past(reader, containerId, name, from, condition).stream()
                .filter(row -> row.standing()
                        .deletion()
                        .filter(it -> !it.until().isAfter(now))
                        .isEmpty())
                .toList();
        Optional<BlobRow> deletedBlob = isThere
                ? Optional.empty()
                : rows.reversed().stream()
                        .filter(row -> row.standing().kind() == Standing.Kind.BLOB)
                        .findFirst();
        List<BlobRow> shown = new ArrayList<>();
        for (BlobRow row : rows) {
            switch (row.standing().kind()) {
                case SNAPSHOT -> shown.add(row);
                case VERSION -> {
                    if (include.contains(ListInclude.VERSIONS)) {
                        shown.add(row);
                    }
                }
                case BLOB -> {
                    if (deletedBlob.filter(row::equals).isPresent()) {
                        shown.add(row);
                    } else if (include.contains(ListInclude.SNAPSHOTS)) {
                        shown.add(row.standingAs(new Standing(
                                Standing.Kind.SNAPSHOT,
                                VersionId.NONE,
                                row.standing().deletion())));
                    }
                }
            }
        }
        return shown;
    }

    /// The newest version of a name without a blob, where that such a blob was there is to be told.
    Optional<BlobRow> lastOfDeleted(Reader reader, long containerId, BlobName name) throws SQLException {
        return include.contains(ListInclude.DELETED_WITH_VERSIONS)
                ? SnapshotRows.newestVersion(reader, containerId, name)
                : Optional.empty();
    }
}
