package org.amana.blob;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.amana.ledger.Entries;
import org.amana.verifier.Entry;
import org.amana.verifier.Kind;

/// Holds what is counted beside rows against the rows that it counts, and against the ledger.
record SumsCheck(Findings findings) {
    private static final int ENTRIES = 10_000; // at once

    /// The blobs and stored bytes of each container.
    void ofContainers() {
        findings.each(
                "SELECT a.name || '/' || c.name AS name, s.stored_bytes AS stored_bytes, s.blob_count AS blob_count,"
                        + " (SELECT count(*) FROM blob b WHERE b.container_id = c.id) AS blobs,"
                        + " (SELECT ifnull(sum(ifnull(stored, length)), 0) FROM blob b WHERE b.container_id = c.id)"
                        + " + (SELECT ifnull(sum(ifnull(stored, length)), 0) FROM snapshot n WHERE n.container_id = c.id)"
                        + " + (SELECT ifnull(sum(bytes), 0) FROM staging g WHERE g.container_id = c.id) AS bytes"
                        + " FROM container c JOIN account a ON a.id = c.account_id"
                        + " LEFT JOIN container_size s ON s.container_id = c.id WHERE c.wrapped_key IS NOT NULL",
                (row, _) -> {
                    long bytes = row.optionalNumber("stored_bytes").orElse(-1);
                    long blobs = row.optionalNumber("blob_count").orElse(-1);
                    if (bytes != row.number("bytes") || blobs != row.number("blobs")) {
                        findings.add(
                                "container " + row.text("name"),
                                "its sums say " + blobs + " blobs and " + bytes + " bytes, its rows "
                                        + row.number("blobs") + " and " + row.number("bytes"));
                    }
                });
    }

    /// The blocks that wait for each blob.
    void ofBlocks() {
        findings.each(
                "SELECT s.name AS name, s.blocks AS blocks, s.bytes AS bytes, count(b.id) AS rows,"
                        + " ifnull(sum(b.size), 0) AS sum FROM staging s"
                        + " LEFT JOIN staged_block b ON b.staging_id = s.id GROUP BY s.id"
                        + " HAVING s.blocks <> count(b.id) OR s.bytes <> ifnull(sum(b.size), 0)",
                (row, _) -> findings.add(
                        "uncommitted blob " + row.text("name"),
                        "its sums say " + row.number("blocks") + " blocks and " + row.number("bytes")
                                + " bytes, its rows " + row.number("rows") + " and " + row.number("sum")));
    }

    /// No more tags in the index than blobs have, see [LeftOvers], and no fewer.
    void ofTags() {
        findings.each(
                "SELECT c.name AS name,"
                        + " (SELECT count(*) FROM blob_tag t WHERE t.container_id = c.id) AS indexed,"
                        + " (SELECT ifnull(sum(length(tags) - length(replace(tags, char(10), ''))), 0)"
                        + " FROM blob b WHERE b.container_id = c.id) AS tags"
                        + " FROM container c WHERE c.deleted IS NULL",
                (row, _) -> {
                    if (row.number("indexed") != row.number("tags")) {
                        findings.add(
                                "container " + row.text("name"),
                                "its blobs have " + row.number("tags") + " tags, the index of tags has "
                                        + row.number("indexed"));
                    }
                });
    }

    /// The bytes that the ledger says each container stores.
    ///
    /// @param lost entries whose changes a crash has taken, and that are not voided yet
    void ofLedger(Entries ledger, Set<Long> lost) {
        Map<String, Long> left = recorded(ledger, lost);
        findings.each(
                "SELECT c.name AS name, c.pseudonym AS pseudonym, s.stored_bytes AS bytes FROM container c"
                        + " JOIN container_size s ON s.container_id = c.id WHERE c.wrapped_key IS NOT NULL",
                (row, _) -> {
                    Long recorded = left.remove(row.text("pseudonym"));
                    long sum = recorded == null ? 0 : recorded;
                    if (sum != row.number("bytes")) {
                        findings.add(
                                "container " + row.text("name"),
                                "it stores " + row.number("bytes") + " bytes, the ledger says " + sum);
                    }
                });
        left.forEach((box, sum) -> {
            if (sum != 0) {
                findings.add(
                        "container with the pseudonym " + box,
                        "it is gone, the ledger says it stores " + sum + " bytes");
            }
        });
    }

    /// What the ledger says each container holds: the changes of all allowed accesses, without those that
    /// were voided or are lost.
    private static Map<String, Long> recorded(Entries ledger, Set<Long> lost) {
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
}
