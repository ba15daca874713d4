package org.amana.blob;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.amana.store.Catalog;
import org.amana.store.Places;
import org.amana.store.Reader;

/// Walks all rows of one container that refer to bytes in extents. Each page of rows is a query of its own, so
/// that no query is long; rows that come and go meanwhile may be missed or seen.
final class PlacesWalk {
    private static final int PAGE = 1_000;

    private final Catalog catalog;
    private final long containerId;

    PlacesWalk(Catalog catalog, long containerId) {
        this.catalog = catalog;
        this.containerId = containerId;
    }

    /// Sees rows.
    @FunctionalInterface
    interface Visitor {
        /// @param about names the blob in messages
        void row(RowKey key, String about, Places places);
    }

    private record Found(RowKey key, String about, Optional<byte[]> places) {}

    /// Reads a page of rows behind the last one of the page before.
    @FunctionalInterface
    private interface Page {
        List<Found> after(Reader reader, Optional<RowKey> last) throws SQLException;
    }

    /// @return how many rows were visited
    long walk(Visitor visitor) {
        return walk(visitor, () -> {});
    }

    /// @param pause is run after each page, while no query is under way
    /// @return how many rows were visited
    long walk(Visitor visitor, Runnable pause) {
        return walk(this::blobs, visitor, pause)
                + walk(this::snapshots, visitor, pause)
                + walk(this::longContents, visitor, pause)
                + walk(this::blocks, visitor, pause)
                + walk(this::ranges, visitor, pause);
    }

    /// Whose bytes a row refers to: of long content every blob and snapshot that shares it.
    ///
    /// @param about what the row was seen as
    List<String> owners(RowKey key, String about) {
        if (!(key instanceof RowKey.OfLongContent(long contentVersion))) {
            return List.of(about);
        }
        List<String> owners = new ArrayList<>(catalog.read(reader -> reader.list(
                "SELECT name FROM blob WHERE container_id = ? AND content_version = ?",
                row -> blob(row.text("name")),
                containerId,
                contentVersion)));
        owners.addAll(catalog.read(reader -> reader.list(
                "SELECT name, taken FROM snapshot WHERE container_id = ? AND content_version = ?",
                row -> snapshot(row.text("name"), row.number("taken")),
                containerId,
                contentVersion)));
        return owners.isEmpty() ? List.of(about) : owners;
    }

    private long walk(Page page, Visitor visitor, Runnable pause) {
        long visited = 0;
        Optional<RowKey> last = Optional.empty();
        while (true) {
            Optional<RowKey> from = last;
            List<Found> found = catalog.read(reader -> page.after(reader, from));
            for (Found row : found) {
                if (row.places().isPresent()) {
                    visitor.row(
                            row.key(), row.about(), Places.decode(row.places().get()));
                    visited++;
                }
            }
            pause.run();
            if (found.size() < PAGE) {
                return visited;
            }
            last = Optional.of(found.getLast().key());
        }
    }

    private List<Found> blobs(Reader reader, Optional<RowKey> last) throws SQLException {
        String name = last.isPresent() && last.get() instanceof RowKey.OfBlob key ? key.name() : "";
        return reader.list(
                "SELECT name, places FROM blob WHERE container_id = ? AND name > ? ORDER BY name LIMIT " + PAGE,
                row -> new Found(
                        new RowKey.OfBlob(containerId, row.text("name")),
                        blob(row.text("name")),
                        row.optionalBytes("places")),
                containerId,
                name);
    }

    private List<Found> snapshots(Reader reader, Optional<RowKey> last) throws SQLException {
        RowKey.OfSnapshot from = last.isPresent() && last.get() instanceof RowKey.OfSnapshot key
                ? key
                : new RowKey.OfSnapshot(containerId, "", 0);
        return reader.list(
                "SELECT name, taken, places FROM snapshot WHERE container_id = ? AND (name, taken) > (?, ?)"
                        + " ORDER BY name, taken LIMIT " + PAGE,
                row -> new Found(
                        new RowKey.OfSnapshot(containerId, row.text("name"), row.number("taken")),
                        snapshot(row.text("name"), row.number("taken")),
                        row.optionalBytes("places")),
                containerId,
                from.name(),
                from.taken());
    }

    private List<Found> longContents(Reader reader, Optional<RowKey> last) throws SQLException {
        long version = last.isPresent() && last.get() instanceof RowKey.OfLongContent key ? key.contentVersion() : 0;
        return reader.list(
                "SELECT content_version, places FROM long_content WHERE container_id = ? AND content_version > ?"
                        + " ORDER BY content_version LIMIT " + PAGE,
                row -> new Found(
                        new RowKey.OfLongContent(row.number("content_version")),
                        "content " + ETag.of(row.number("content_version")),
                        row.optionalBytes("places")),
                containerId,
                version);
    }

    /// Blocks have no container of their own: the stagings of the container are walked, and the blocks of each.
    private List<Found> blocks(Reader reader, Optional<RowKey> last) throws SQLException {
        RowKey.OfBlock from =
                last.isPresent() && last.get() instanceof RowKey.OfBlock key ? key : new RowKey.OfBlock(0, "");
        List<Found> found = new ArrayList<>();
        reader.each(
                "SELECT s.name AS name, b.staging_id AS staging_id, b.id AS id, b.places AS places FROM staging s"
                        + " JOIN staged_block b ON b.staging_id = s.id"
                        + " WHERE s.container_id = ? AND s.id >= ? AND (b.staging_id, b.id) > (?, ?)"
                        + " ORDER BY s.id, b.id LIMIT " + PAGE,
                row -> found.add(new Found(
                        new RowKey.OfBlock(row.number("staging_id"), row.text("id")),
                        "block " + row.text("id") + " of blob " + row.text("name"),
                        row.optionalBytes("places"))),
                containerId,
                from.stagingId(),
                from.stagingId(),
                from.id());
        return found;
    }

    /// Ranges have no container of their own either: the streams of the container are walked, and the ranges
    /// of each.
    private List<Found> ranges(Reader reader, Optional<RowKey> last) throws SQLException {
        RowKey.OfRange from =
                last.isPresent() && last.get() instanceof RowKey.OfRange key ? key : new RowKey.OfRange(0, 0, 0);
        return reader.list(
                "SELECT s.name AS name, r.stream AS stream, r.start AS start, r.since AS since, r.places AS places"
                        + " FROM content_stream s JOIN content_range r ON r.stream = s.id"
                        + " WHERE s.container_id = ? AND s.id >= ? AND (r.stream, r.start, r.since) > (?, ?, ?)"
                        + " ORDER BY s.id, r.start, r.since LIMIT " + PAGE,
                row -> new Found(
                        new RowKey.OfRange(row.number("stream"), row.number("start"), row.number("since")),
                        "blob " + row.text("name"),
                        row.optionalBytes("places")),
                containerId,
                from.stream(),
                from.stream(),
                from.start(),
                from.since());
    }

    private static String blob(String name) {
        return "blob " + name;
    }

    private static String snapshot(String name, long taken) {
        return "snapshot " + new Snapshot(taken) + " of blob " + name;
    }
}
