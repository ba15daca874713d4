package org.amana.blob;

import java.sql.SQLException;
import java.util.Optional;
import java.util.OptionalLong;
import org.amana.kernel.AmanaException;
import org.amana.kernel.ErrorCode;
import org.amana.store.Row;

/// How the [Form] of a blob stands in the catalog: `kind` says its type, `kind_number` the one number that the type
/// has, `stored` and `stream` where its content is. Block blobs, which most are, have nothing in these columns.
final class FormColumns {
    private static final int APPEND = 1;
    private static final int SEALED_APPEND = 2;
    private static final int PAGE = 3;
    private static final int INCREMENTAL_COPY = 4;

    private FormColumns() {}

    /// The column `kind`.
    static Optional<Integer> kind(BlobKind kind) {
        return switch (kind) {
            case BlobKind.Block _ -> Optional.empty();
            case BlobKind.Append append -> Optional.of(append.sealed() ? SEALED_APPEND : APPEND);
            case BlobKind.Page _ -> Optional.of(PAGE);
            case BlobKind.IncrementalCopy _ -> Optional.of(INCREMENTAL_COPY);
        };
    }

    /// The column `kind_number`.
    static Optional<Long> kindNumber(BlobKind kind) {
        return switch (kind) {
            case BlobKind.Block _ -> Optional.empty();
            case BlobKind.Append append -> Optional.of((long) append.blocks());
            case BlobKind.Page page -> Optional.of(page.sequenceNumber());
            case BlobKind.IncrementalCopy copy -> Optional.of(copy.latest().ticks());
        };
    }

    /// @throws AmanaException `CORRUPT` when the type is none that is known
    static Form read(Row row) throws SQLException {
        OptionalLong kind = row.optionalNumber("kind");
        if (kind.isEmpty()) {
            return Form.BLOCK;
        }
        long number = row.number("kind_number");
        BlobKind read = switch (Math.toIntExact(kind.getAsLong())) {
            case APPEND -> new BlobKind.Append(Math.toIntExact(number), false);
            case SEALED_APPEND -> new BlobKind.Append(Math.toIntExact(number), true);
            case PAGE -> new BlobKind.Page(number, row.number("stored"));
            case INCREMENTAL_COPY -> new BlobKind.IncrementalCopy(new Snapshot(number), row.number("stored"));
            default ->
                throw new AmanaException(
                        ErrorCode.CORRUPT, "blob " + row.text("name") + ": its kind is " + kind.getAsLong());
        };
        return new Form(read, row.number("stream"));
    }
}
