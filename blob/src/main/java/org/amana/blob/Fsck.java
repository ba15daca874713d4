package org.amana.blob;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.amana.kernel.AmanaException;
import org.amana.kernel.ErrorCode;
import org.amana.ledger.Entries;
import org.amana.store.Catalog;
import org.amana.store.Extents;
import org.amana.store.Places;
import org.amana.store.Reader;
import org.amana.verifier.Entry;
import org.amana.verifier.Kind;

/// Checks the structure of the catalog, to be run while nothing is written: the file itself, the sums of each
/// container against its rows and against the ledger, the length of each blob against its places and blocks,
/// each place against the extents, and that no row is left over. It reads no blob; that is for scrub.
public final class Fsck {
    private static final int ENTRIES = 10_000;

    private final Catalog catalog;
    private final List<Finding> findings = new ArrayList<>();

    private long references;

    private Fsck(Catalog catalog) {
        this.catalog = catalog;
    }

    /// What was compared, and what is wrong.
    ///
    /// @param references how many stretches of content that rows refer to were looked for in the extents
    /// @param readable   whether SQLite finds nothing wrong with the catalog's file, so that it is worth
    ///     comparing
    /// @param findings   empty if nothing is wrong
    public record Result(long references, boolean readable, List<Finding> findings) {
        public Result {
            findings = List.copyOf(findings);
        }
    }

    public static Result check(Catalog catalog, Extents extents, Entries ledger) {
        return check(catalog, extents, ledger, Set.of());
    }

    /// @param lost entries whose changes a crash has taken, and that are not voided yet
    public static Result check(Catalog catalog, Extents extents, Entries ledger, Set<Long> lost) {
        Fsck fsck = new Fsck(catalog);
        catalog.check().forEach(wrong -> fsck.found("catalog " + catalog.file(), wrong));
        boolean readable = fsck.findings.isEmpty();
        if (readable) { // what a damaged file says is not worth comparing
            fsck.containers();
            fsck.sumsOfRows();
            fsck.sumsOfBlocks();
            fsck.lengths();
            fsck.ranges();
            fsck.missingBytes(extents);
            fsck.tags();
            fsck.scopes();
            fsck.leftOvers();
            fsck.sumsOfLedger(ledgerSums(ledger, lost));
        }
        return new Result(fsck.references, readable, fsck.findings);
    }

    private void found(String about, String what) {
        findings.add(new Finding(about, what));
    }

    /// Each on its own, so that one that is damaged does not hide another.
    private void containers() {
        for (long id : catalog.read(ContainerRows::all)) {
            try {
                catalog.read(reader -> ContainerRows.find(reader, id));
            } catch (AmanaException e) {
                if (e.code() != ErrorCode.CORRUPT) {
                    throw e;
                }
                found("catalog", e.message());
            }
        }
    }

    private void sumsOfRows() {
        catalog.read(reader -> {
            reader.each(
                    "SELECT a.name || '/' || c.name AS name, s.stored_bytes AS stored_bytes, s.blob_count AS blob_count,"
                            + " (SELECT count(*) FROM blob b WHERE b.container_id = c.id) AS blobs,"
                            + " (SELECT ifnull(sum(ifnull(stored, length)), 0) FROM blob b WHERE b.container_id = c.id)"
                            + " + (SELECT ifnull(sum(ifnull(stored, length)), 0) FROM snapshot n WHERE n.container_id = c.id)"
                            + " + (SELECT ifnull(sum(bytes), 0) FROM staging g WHERE g.container_id = c.id) AS bytes"
                            + " FROM container c JOIN account a ON a.id = c.account_id"
                            + " LEFT JOIN container_size s ON s.container_id = c.id WHERE c.wrapped_key IS NOT NULL",
                    row -> {
                        long bytes = row.optionalNumber("stored_bytes").orElse(-1);
                        long blobs = row.optionalNumber("blob_count").orElse(-1);
                        if (bytes != row.number("bytes") || blobs != row.number("blobs")) {
                            found(
                                    "container " + row.text("name"),
                                    "its sums say " + blobs + " blobs and " + bytes + " bytes, its rows "
                                            + row.number("blobs") + " and " + row.number("bytes"));
                        }
                        return true;
                    });
            return true;
        });
    }

    /// What is in an encryption scope that is not there has lost its key.
    private void scopes() {
        for (String table : List.of("blob", "snapshot")) {
            catalog.read(reader -> {
                reader.each(
                        "SELECT t.name AS name FROM " + table + " t JOIN container c ON c.id = t.container_id"
                                + " WHERE t.keeping LIKE '%scope %' AND c.wrapped_key IS NOT NULL AND NOT EXISTS"
                                + " (SELECT 1 FROM encryption_scope e WHERE e.account_id = c.account_id AND"
                                + " instr(char(10) || t.keeping, char(10) || 'scope ' || e.name || char(10)) > 0)",
                        row -> {
                            found(table + " " + row.text("name"), "its encryption scope does not exist");
                            return true;
                        });
                return true;
            });
        }
    }

    private void sumsOfBlocks() {
        catalog.read(reader -> {
            reader.each(
                    "SELECT s.name AS name, s.blocks AS blocks, s.bytes AS bytes, count(b.id) AS rows,"
                            + " ifnull(sum(b.size), 0) AS sum FROM staging s"
                            + " LEFT JOIN staged_block b ON b.staging_id = s.id GROUP BY s.id"
                            + " HAVING s.blocks <> count(b.id) OR s.bytes <> ifnull(sum(b.size), 0)",
                    row -> {
                        found(
                                "uncommitted blob " + row.text("name"),
                                "its sums say " + row.number("blocks") + " blocks and " + row.number("bytes")
                                        + " bytes, its rows " + row.number("rows") + " and " + row.number("sum"));
                        return true;
                    });
            return true;
        });
    }

    private void lengths() {
        for (String table : List.of("blob", "snapshot")) {
            catalog.read(reader -> {
                reader.each(
                        "SELECT t.name AS name, t.length AS length, ifnull(t.places, l.places) AS places,"
                                + " ifnull(t.blocks, l.blocks) AS blocks FROM " + table + " t"
                                + " LEFT JOIN long_content l ON l.content_version = t.content_version"
                                + " AND t.places IS NULL WHERE t.stream IS NULL",
                        row -> {
                            String wrong = length(
                                    row.number("length"), row.optionalBytes("places"), row.optionalBytes("blocks"));
                            if (!wrong.isEmpty()) {
                                found(table + " " + row.text("name"), wrong);
                            }
                            return true;
                        });
                return true;
            });
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

    /// The ranges that each append or page blob and snapshot sees: in order, within its length, together as
    /// many bytes as are said to be stored, and those of an append blob without a hole.
    private void ranges() {
        for (String table : List.of("blob", "snapshot")) {
            catalog.read(reader -> {
                reader.each(
                        "SELECT name, length, stored, stream, content_version FROM " + table
                                + " WHERE stream IS NOT NULL",
                        row -> {
                            String wrong = ranges(
                                    reader,
                                    row.number("stream"),
                                    row.number("content_version"),
                                    row.number("length"),
                                    row.number("stored"));
                            if (!wrong.isEmpty()) {
                                found(table + " " + row.text("name"), wrong);
                            }
                            return true;
                        });
                return true;
            });
        }
    }

    /// @param stored all of the length for an append blob, which so can have no hole
    private static String ranges(Reader reader, long stream, long contentVersion, long length, long stored)
            throws SQLException {
        Cut cut = CutRows.find(reader, stream).seenBy(contentVersion);
        long[] sums = new long[2]; // where the range before ended, and bytes so far
        List<String> wrong = new ArrayList<>();
        reader.each(
                "SELECT start, since, length, places FROM content_range WHERE stream = ? AND since <= ? AND until > ?"
                        + " ORDER BY start",
                row -> {
                    long start = row.number("start");
                    long bytes = row.number("length");
                    Places places = Places.decode(row.bytes("places"));
                    if (cut.takes(start, row.number("since"), places.isEmpty())) {
                        return true;
                    }
                    if (start < sums[0] || start + bytes > length) {
                        wrong.add("its range at " + start + " overlaps another, or the end");
                    }
                    if (!places.isEmpty() && places.length() != bytes) { // without places it is a hole
                        wrong.add("its range at " + start + " has " + bytes + " bytes, its places have not");
                    }
                    sums[0] = start + bytes;
                    sums[1] += places.length();
                    return wrong.isEmpty();
                },
                stream,
                contentVersion,
                contentVersion);
        if (wrong.isEmpty() && sums[1] != stored) {
            return "it stores " + stored + " bytes, its ranges " + sums[1];
        }
        return String.join(", ", wrong);
    }

    /// What lies behind the end of an extent was once taken for a torn tail, or its file is gone.
    private void missingBytes(Extents extents) {
        ContainerNames.all(catalog)
                .forEach((id, container) -> missingBytes(extents, container, new PlacesWalk(catalog, id)));
    }

    private void missingBytes(Extents extents, String container, PlacesWalk walk) {
        walk.walk((key, about, places) -> {
            references++;
            extents.missing(places)
                    .ifPresent(place -> walk.owners(key, about)
                            .forEach(owner -> found(
                                    container + ": " + owner,
                                    "some of its bytes are missing: no extent has " + place)));
        });
    }

    /// No more tags in the index than blobs have, see [#leftOvers], and no fewer.
    private void tags() {
        catalog.read(reader -> {
            reader.each(
                    "SELECT c.name AS name,"
                            + " (SELECT count(*) FROM blob_tag t WHERE t.container_id = c.id) AS indexed,"
                            + " (SELECT ifnull(sum(length(tags) - length(replace(tags, char(10), ''))), 0)"
                            + " FROM blob b WHERE b.container_id = c.id) AS tags"
                            + " FROM container c WHERE c.deleted IS NULL",
                    row -> {
                        if (row.number("indexed") != row.number("tags")) {
                            found(
                                    "container " + row.text("name"),
                                    "its blobs have " + row.number("tags") + " tags, the index of tags has "
                                            + row.number("indexed"));
                        }
                        return true;
                    });
            return true;
        });
    }

    private void leftOvers() {
        leftOver(
                "tag",
                "SELECT t.tag AS name FROM blob_tag t WHERE NOT EXISTS (SELECT 1 FROM blob b"
                        + " WHERE b.container_id = t.container_id AND b.name = t.name"
                        + " AND instr(char(10) || b.tags, char(10) || t.tag || char(9) || t.value || char(10)) > 0)"
                        + " LIMIT 100");
        leftOver("blob", "SELECT name FROM blob WHERE container_id NOT IN (SELECT id FROM container) LIMIT 100");
        leftOver(
                "snapshot", "SELECT name FROM snapshot WHERE container_id NOT IN (SELECT id FROM container) LIMIT 100");
        leftOver(
                "snapshot without its blob",
                "SELECT name FROM snapshot s WHERE NOT EXISTS (SELECT 1 FROM blob b"
                        + " WHERE b.container_id = s.container_id AND b.name = s.name) AND s.past = 0"
                        + " AND s.deleted IS NULL AND NOT EXISTS (SELECT 1 FROM snapshot v"
                        + " WHERE v.container_id = s.container_id AND v.name = s.name AND v.past = 1) LIMIT 100");
        leftOver(
                "something deleted without an end",
                "SELECT name FROM snapshot s WHERE deleted IS NOT NULL AND NOT EXISTS (SELECT 1 FROM deadline d"
                        + " WHERE d.container_id = s.container_id AND d.name = s.name AND d.taken = s.taken)"
                        + " LIMIT 100");
        leftOver(
                "blob that waits for a copy which nobody carries on",
                "SELECT name FROM blob b WHERE copy_source LIKE 'pending %' AND NOT EXISTS (SELECT 1 FROM pending_copy p"
                        + " WHERE p.container_id = b.container_id AND p.name = b.name AND p.copy_id = b.copy_id)"
                        + " LIMIT 100");
        leftOver(
                "long content",
                "SELECT content_version AS name FROM long_content l WHERE container_id NOT IN (SELECT id FROM container)"
                        + " LIMIT 100");
        leftOver(
                "stream",
                "SELECT id AS name FROM content_stream s WHERE sweep_start IS NULL"
                        + " AND NOT EXISTS (SELECT 1 FROM blob b WHERE b.container_id = s.container_id"
                        + " AND b.name = s.name AND b.stream = s.id)"
                        + " AND NOT EXISTS (SELECT 1 FROM snapshot n WHERE n.container_id = s.container_id"
                        + " AND n.name = s.name AND n.stream = s.id)"
                        + " AND s.container_id NOT IN (SELECT id FROM container WHERE deleted IS NOT NULL) LIMIT 100");
        leftOver(
                "range of content",
                "SELECT DISTINCT stream AS name FROM content_range WHERE stream NOT IN (SELECT id FROM content_stream)"
                        + " LIMIT 100");
        leftOver(
                "block",
                "SELECT DISTINCT staging_id AS name FROM staged_block WHERE staging_id NOT IN (SELECT id FROM staging)"
                        + " AND staging_id NOT IN (SELECT id FROM dropped_staging) LIMIT 100");
    }

    private void leftOver(String kind, String sql) {
        catalog.read(reader -> {
            reader.each(sql, row -> {
                found(kind + " " + row.text("name"), "its row belongs to nothing");
                return true;
            });
            return true;
        });
    }

    /// What the ledger says each container holds: the changes of all allowed accesses, without those that were
    /// voided or are lost.
    private static Map<String, Long> ledgerSums(Entries ledger, Set<Long> lost) {
        Map<String, Long> sums = new HashMap<>();
        long size = ledger.size();
        for (long from = 0; from < size; from += ENTRIES) {
            long index = from - 1;
            for (Entry entry : ledger.entries(from, ENTRIES)) {
                index++;
                if (entry.kind() == Kind.ACCESS && entry.number("dst") != 0 && !lost.contains(index)) {
                    sums.merge(entry.text("box"), entry.number("dst"), Long::sum);
                } else if (entry.kind() == Kind.VOID) {
                    Entry voided = ledger.entry(entry.number("ref"));
                    sums.merge(voided.text("box"), -voided.number("dst"), Long::sum);
                }
            }
        }
        return sums;
    }

    private void sumsOfLedger(Map<String, Long> sums) {
        Map<String, Long> left = new HashMap<>(sums);
        catalog.read(reader -> {
            reader.each(
                    "SELECT c.name AS name, c.pseudonym AS pseudonym, s.stored_bytes AS bytes FROM container c"
                            + " JOIN container_size s ON s.container_id = c.id WHERE c.wrapped_key IS NOT NULL",
                    row -> {
                        Long recorded = left.remove(row.text("pseudonym"));
                        long sum = recorded == null ? 0 : recorded;
                        if (sum != row.number("bytes")) {
                            found(
                                    "container " + row.text("name"),
                                    "it stores " + row.number("bytes") + " bytes, the ledger says " + sum);
                        }
                        return true;
                    });
            return true;
        });
        left.forEach((box, sum) -> {
            if (sum != 0) {
                found("container with the pseudonym " + box, "it is gone, the ledger says it stores " + sum + " bytes");
            }
        });
    }
}
