package org.amana.blob;

import java.sql.SQLException;
import java.util.Optional;
import org.amana.store.Places;
import org.amana.store.Reader;
import org.amana.store.Transaction;

/// Names a row of the catalog that refers to bytes in extents.
sealed interface RowKey {
    record OfBlob(long containerId, String name) implements RowKey {}

    record OfSnapshot(long containerId, String name, long taken) implements RowKey {}

    record OfLongContent(long contentVersion) implements RowKey {}

    record OfBlock(long stagingId, String id) implements RowKey {}

    record OfRange(long stream, long start, long since) implements RowKey {}

    /// Which byte of the blob the row's content begins with.
    default long firstByte() {
        return this instanceof OfRange range ? range.start() : 0;
    }

    /// What the row refers to now; empty when it is gone, or keeps its content elsewhere.
    default Optional<Places> places(Reader reader) throws SQLException {
        Optional<Optional<byte[]>> found = switch (this) {
            case OfBlob(long containerId, String name) ->
                reader.first(
                        "SELECT places FROM blob WHERE container_id = ? AND name = ?",
                        row -> row.optionalBytes("places"),
                        containerId,
                        name);
            case OfSnapshot(long containerId, String name, long taken) ->
                reader.first(
                        "SELECT places FROM snapshot WHERE container_id = ? AND name = ? AND taken = ?",
                        row -> row.optionalBytes("places"),
                        containerId,
                        name,
                        taken);
            case OfLongContent(long contentVersion) ->
                reader.first(
                        "SELECT places FROM long_content WHERE content_version = ?",
                        row -> row.optionalBytes("places"),
                        contentVersion);
            case OfBlock(long stagingId, String id) ->
                reader.first(
                        "SELECT places FROM staged_block WHERE staging_id = ? AND id = ?",
                        row -> row.optionalBytes("places"),
                        stagingId,
                        id);
            case OfRange(long stream, long start, long since) ->
                reader.first(
                        "SELECT places FROM content_range WHERE stream = ? AND start = ? AND since = ?",
                        row -> row.optionalBytes("places"),
                        stream,
                        start,
                        since);
        };
        return found.flatMap(bytes -> bytes).map(Places::decode);
    }

    /// Writes where the same bytes are now.
    default void replace(Transaction tx, Places places) throws SQLException {
        byte[] bytes = places.encode();
        switch (this) {
            case OfBlob(long containerId, String name) -> {
                ContentRows.changes(tx, containerId, name);
                tx.update("UPDATE blob SET places = ? WHERE container_id = ? AND name = ?", bytes, containerId, name);
            }
            case OfSnapshot(long containerId, String name, long taken) ->
                tx.update(
                        "UPDATE snapshot SET places = ? WHERE container_id = ? AND name = ? AND taken = ?",
                        bytes,
                        containerId,
                        name,
                        taken);
            case OfLongContent(long contentVersion) ->
                tx.update("UPDATE long_content SET places = ? WHERE content_version = ?", bytes, contentVersion);
            case OfBlock(long stagingId, String id) ->
                tx.update("UPDATE staged_block SET places = ? WHERE staging_id = ? AND id = ?", bytes, stagingId, id);
            case OfRange(long stream, long start, long since) ->
                tx.update(
                        "UPDATE content_range SET places = ? WHERE stream = ? AND start = ? AND since = ?",
                        bytes,
                        stream,
                        start,
                        since);
        }
    }
}
