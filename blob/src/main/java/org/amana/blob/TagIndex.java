package org.amana.blob;

import java.sql.SQLException;
import java.util.Map;
import org.amana.store.Reader;
import org.amana.store.Row;
import org.amana.store.Transaction;

/// The table `blob_tag`: which blobs have a tag of some value. It follows the tags of blobs in the same commit; those
/// of snapshots are not in it. A blob that never had any costs nothing.
final class TagIndex {
    private static final String ADD = "INSERT INTO blob_tag (container_id, tag, value, name) VALUES (?, ?, ?, ?)";
    private static final String REMOVE =
            "DELETE FROM blob_tag WHERE container_id = ? AND tag = ? AND value = ? AND name = ?";

    private static final String TAGGED = "SELECT t.name AS name, b.tags AS tags, b.keeping AS keeping FROM blob_tag t"
            + " JOIN blob b ON b.container_id = t.container_id AND b.name = t.name"
            + " WHERE t.container_id = ? AND t.tag = ?";
    private static final String ONE_VALUE = TAGGED + " AND t.value = ? AND t.name >= ? ORDER BY t.name LIMIT ?";
    private static final String RANGE =
            TAGGED + " AND t.value >= ? AND t.value <= ? AND t.name >= ? ORDER BY t.name LIMIT ?";

    private TagIndex() {}

    /// Follows a change of a blob's tags, [Tags#NONE] for those of a blob that is not there.
    static void follow(Transaction tx, long containerId, BlobName name, Tags before, Tags after) throws SQLException {
        if (before.equals(after)) {
            return;
        }
        for (Map.Entry<String, String> tag : before.values().entrySet()) {
            tx.update(REMOVE, containerId, tag.getKey(), tag.getValue(), name.value());
        }
        for (Map.Entry<String, String> tag : after.values().entrySet()) {
            tx.update(ADD, containerId, tag.getKey(), tag.getValue(), name.value());
        }
    }

    /// What becomes of a blob that has the tag.
    @FunctionalInterface
    interface Found {
        /// @return whether to go on
        boolean next(BlobName name, Tags tags, Keeping keeping) throws SQLException;
    }

    /// Blobs of a container with a value in the range, by name, from `from` on.
    ///
    /// @param most of them
    static void find(Reader reader, long containerId, TagSearch.Range range, String from, int most, Found found)
            throws SQLException {
        if (range.isOneValue()) {
            reader.each(ONE_VALUE, row -> found(row, found), containerId, range.key(), range.first(), from, most);
        } else {
            reader.each(
                    RANGE, row -> found(row, found), containerId, range.key(), range.first(), range.last(), from, most);
        }
    }

    private static boolean found(Row row, Found found) throws SQLException {
        return found.next(
                new BlobName(row.text("name")),
                TextPairs.tags(row.optionalText("tags")),
                KeepingText.keeping(row.optionalText("keeping")));
    }
}
