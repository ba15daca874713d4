package org.amana.blob;

import java.util.List;

/// Finds rows that belong to nothing any more, and what has lost its key.
record LeftOvers(Findings findings) {
    /// What is in an encryption scope that is not there has lost its key.
    void withoutScope() {
        for (String table : List.of("blob", "snapshot")) {
            findings.each(
                    "SELECT t.name AS name FROM " + table + " t JOIN container c ON c.id = t.container_id"
                            + " WHERE t.keeping LIKE '%scope %' AND c.wrapped_key IS NOT NULL AND NOT EXISTS"
                            + " (SELECT 1 FROM encryption_scope e WHERE e.account_id = c.account_id AND"
                            + " instr(char(10) || t.keeping, char(10) || 'scope ' || e.name || char(10)) > 0)",
                    (row, _) -> findings.add(table + " " + row.text("name"), "its encryption scope does not exist"));
        }
    }

    /// Rows of blobs, snapshots, contents, blocks and tags whose container, blob or content is not there.
    void ofNothing() {
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
        findings.each(sql, (row, _) -> findings.add(kind + " " + row.text("name"), "its row belongs to nothing"));
    }
}
