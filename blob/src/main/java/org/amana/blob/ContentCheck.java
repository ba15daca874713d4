package org.amana.blob;

import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.amana.store.Extents;
import org.amana.store.Places;
import org.amana.store.Reader;

/// Holds how long blobs and snapshots say they are against where their bytes lie, and that against the
/// extents.
record ContentCheck(Findings findings) {
    private static final List<String> TABLES = List.of("blob", "snapshot");

    /// Of block blobs: their places and their blocks.
    void lengths() {
        for (String table : TABLES) {
            findings.each(
                    "SELECT t.name AS name, t.length AS length, ifnull(t.places, l.places) AS places,"
                            + " ifnull(t.blocks, l.blocks) AS blocks FROM " + table + " t"
                            + " LEFT JOIN long_content l ON l.content_version = t.content_version"
                            + " AND t.places IS NULL WHERE t.stream IS NULL",
                    (row, _) -> findings.addIfAny(
                            table + " " + row.text("name"),
                            length(row.number("length"), row.optionalBytes("places"), row.optionalBytes("blocks"))));
        }
    }

    private static String length(long length, Optional<byte[]> places, Optional<byte[]> blocks) {
        if (places.isEmpty() || blocks.isEmpty()) {
            return "the catalog does not say where its bytes are";
        }
        long placed = Places.decode(places.get()).length();
        if (placed != length) {
            return "it has " + length + " bytes, its places " + placed;
        }
        List<BlockList.Block> list = BlockTable.decode(blocks.get());
        long inBlocks = list.stream().mapToLong(BlockList.Block::size).sum();
        return list.isEmpty() || inBlocks == length ? "" : "it has " + length + " bytes, its blocks " + inBlocks;
    }

    /// Of append and page blobs: the ranges that each sees are in order, within its length, together as many
    /// bytes as are said to be stored, and those of an append blob without a hole.
    void ranges() {
        for (String table : TABLES) {
            findings.each(
                    "SELECT name, length, stored, stream, content_version FROM " + table + " WHERE stream IS NOT NULL",
                    (row, reader) -> findings.addIfAny(
                            table + " " + row.text("name"),
                            ranges(
                                    reader,
                                    row.number("stream"),
                                    row.number("content_version"),
                                    row.number("length"),
                                    row.number("stored"))));
        }
    }

    /// @param stored all of the length for an append blob, which so can have no hole
    private static String ranges(Reader reader, long stream, long contentVersion, long length, long stored)
            throws SQLException {
        Cut cut = CutRows.find(reader, stream).seenBy(contentVersion);
        RangesSoFar sofar = new RangesSoFar(length);
        reader.each(
                "SELECT start, since, length, places FROM content_range WHERE stream = ? AND since <= ? AND until > ?"
                        + " ORDER BY start",
                row -> {
                    Places places = Places.decode(row.bytes("places"));
                    if (!cut.takes(row.number("start"), row.number("since"), places.isEmpty())) {
                        sofar.add(row.number("start"), row.number("length"), places);
                    }
                    return sofar.wrong.isEmpty();
                },
                stream,
                contentVersion,
                contentVersion);
        return sofar.wrong.isEmpty() && sofar.stored != stored
                ? "it stores " + stored + " bytes, its ranges " + sofar.stored
                : sofar.wrong;
    }

    /// The ranges of one content, from its beginning.
    private static final class RangesSoFar {
        private final long length;
        private long end;
        private long stored;
        private String wrong = "";

        /// @param length of the content
        RangesSoFar(long length) {
            this.length = length;
        }

        void add(long start, long bytes, Places places) {
            if (start < end || start + bytes > length) {
                wrong = "its range at " + start + " overlaps another, or the end";
            }
            if (!places.isEmpty() && places.length() != bytes) { // without places it is a hole
                wrong += (wrong.isEmpty() ? "" : ", ") + "its range at " + start + " has " + bytes
                        + " bytes, its places have not";
            }
            end = start + bytes;
            stored += places.length();
        }
    }

    /// What lies behind the end of an extent was once taken for a torn tail, or its file is gone.
    ///
    /// @return how many stretches of content were looked for
    long missingBytes(Extents extents) {
        long references = 0;
        for (Map.Entry<Long, String> container :
                ContainerNames.all(findings.catalog()).entrySet()) {
            references +=
                    missingBytes(extents, container.getValue(), new PlacesWalk(findings.catalog(), container.getKey()));
        }
        return references;
    }

    private long missingBytes(Extents extents, String container, PlacesWalk walk) {
        return walk.walk((key, about, places) -> extents.missing(places)
                .ifPresent(place -> walk.owners(key, about)
                        .forEach(owner -> findings.add(
                                container + ": " + owner, "some of its bytes are missing: no extent has " + place))));
    }
}
