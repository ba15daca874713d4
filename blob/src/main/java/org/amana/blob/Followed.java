package org.amana.blob;

import java.sql.SQLException;
import org.amana.kernel.AmanaException;
import org.amana.kernel.ErrorCode;
import org.amana.store.Reader;
import org.amana.store.Transaction;

/// What an incremental copy follows, kept with its stream: the blob it once began to copy, and the snapshot
/// of it that was copied last.
///
/// @param stream of the blob at that time
/// @param taken when the snapshot was taken
record Followed(long containerId, String name, long stream, long taken) {
    static Followed of(BlobRow snapshot) {
        return new Followed(
                snapshot.containerId(),
                snapshot.name().value(),
                snapshot.form().stream(),
                snapshot.snapshot().ticks());
    }

    static Followed find(Reader reader, BlobRow copy) throws SQLException {
        return reader.first(
                        "SELECT source_container_id, source_name, source_stream, source_taken FROM content_stream"
                                + " WHERE id = ? AND source_name IS NOT NULL",
                        row -> new Followed(
                                row.number("source_container_id"),
                                row.text("source_name"),
                                row.number("source_stream"),
                                row.number("source_taken")),
                        copy.form().stream())
                .orElseThrow(() -> new AmanaException(
                        ErrorCode.CORRUPT, "blob " + copy.name() + ": the catalog does not say what it follows"));
    }

    void write(Transaction tx, BlobRow copy) throws SQLException {
        tx.update(
                "UPDATE content_stream SET source_container_id = ?, source_name = ?, source_stream = ?,"
                        + " source_taken = ? WHERE id = ?",
                containerId,
                name,
                stream,
                taken,
                copy.form().stream());
    }

    /// The content version from which on changes are to be copied, to get to this snapshot.
    ///
    /// @throws AmanaException `INCREMENTAL_COPY_MISMATCH`, `INCREMENTAL_COPY_EARLIER`, `BLOB_OVERWRITTEN`,
    ///     `PREVIOUS_SNAPSHOT_NOT_FOUND`
    long copiedVersion(Reader reader, BlobRow snapshot) throws SQLException {
        if (containerId != snapshot.containerId()
                || !name.equals(snapshot.name().value())) {
            throw new AmanaException(
                    ErrorCode.INCREMENTAL_COPY_MISMATCH,
                    "the incremental copy follows blob " + name + ", not " + snapshot.name());
        }
        Snapshot copied = new Snapshot(taken);
        if (snapshot.snapshot().ticks() <= taken) {
            throw new AmanaException(
                    ErrorCode.INCREMENTAL_COPY_EARLIER,
                    "snapshot " + snapshot.snapshot() + " is not newer than " + copied + ", which was copied last");
        }
        if (stream != snapshot.form().stream()) {
            throw new AmanaException(
                    ErrorCode.BLOB_OVERWRITTEN, "blob " + name + " was written anew since its snapshot " + copied);
        }
        return BlobRows.find(reader, containerId, snapshot.name(), copied)
                .map(BlobRow::contentVersion)
                .orElseThrow(() -> new AmanaException(
                        ErrorCode.PREVIOUS_SNAPSHOT_NOT_FOUND,
                        "blob " + name + ": its snapshot " + copied + ", which was copied last, is gone"));
    }
}
