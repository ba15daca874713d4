package org.amana.blob;

import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import org.amana.store.Row;

/// The columns that the tables `blob` and `snapshot` have alike, and the [BlobRow] that they make.
///
/// A value says which of them a row was read with: listings leave out what they do not show, as each column costs
/// time.
record BlobColumns(boolean metadata, boolean copy) {
    static final BlobColumns ALL = new BlobColumns(true, true);

    private static final String ALWAYS =
            "name, version, content_version, created, modified, length, content_type, other_headers, content_md5, tags,"
                    + " kind, kind_number, stored, stream";
    private static final String METADATA = ", metadata";
    private static final String COPY = ", copy_id, copy_source, copy_completed";

    /// All of them but `keeping`, which few rows have, and the content's.
    static final String NAMES = ALWAYS + METADATA + COPY;

    /// Behind the others where the content is read with them.
    static final String CONTENT = ", places, blocks";

    /// What becomes of a row that was read with its content columns.
    interface WithContent<T> {
        T of(BlobRow blob, Row row) throws SQLException;
    }

    /// As [#NAMES], with columns of one table alone between those that are always read and those that may be left
    /// out.
    String names(String between) {
        return ALWAYS + between + (metadata ? METADATA : "") + (copy ? COPY : "");
    }

    /// @param snapshot, lease, standing what the two tables tell in columns of their own
    BlobRow read(long containerId, Row row, Snapshot snapshot, Lease lease, Standing standing) throws SQLException {
        long length = row.number("length");
        return new BlobRow(
                containerId,
                new BlobName(row.text("name")),
                snapshot,
                new Stamps(
                        row.number("version"),
                        row.number("content_version"),
                        row.instant("created"),
                        row.instant("modified")),
                length,
                FormColumns.read(row),
                new Description(
                        headers(row),
                        metadata ? TextPairs.metadata(row.optionalText("metadata")) : Metadata.NONE,
                        TextPairs.tags(row.optionalText("tags"))),
                lease,
                copy ? copy(length, row) : Optional.empty(),
                KeepingText.keeping(row.optionalText("keeping")),
                standing);
    }

    private static HttpHeaders headers(Row row) throws SQLException {
        return HeadersText.parse(
                row.text("content_type"),
                row.optionalText("other_headers"),
                row.optionalBytes("content_md5").map(Md5::of));
    }

    private static Optional<CopyState> copy(long length, Row row) throws SQLException {
        Optional<String> id = row.optionalText("copy_id");
        return id.isEmpty()
                ? Optional.empty()
                : Optional.of(CopyText.parse(
                        id.get(),
                        row.text("copy_source"),
                        length,
                        row.optionalInstant("copy_completed").orElse(Instant.EPOCH)));
    }
}
