package org.amana.blob;

import java.util.Optional;

/// A blob or snapshot with its content, as one query saw them.
record Stored(BlobRow row, BlobContent content) {
    /// @throws org.amana.kernel.AmanaException `BLOB_NOT_FOUND`
    static Stored find(BlobParts parts, Box box, BlobRef ref) {
        return parts.catalog()
                .read(reader -> {
                    Optional<BlobRow> row = BlobRows.find(reader, box.id(), ref.name(), ref.snapshot());
                    return row.isEmpty()
                            ? Optional.<Stored>empty()
                            : Optional.of(new Stored(row.get(), ContentRows.of(reader, row.get())));
                })
                .orElseThrow(() -> BlobParts.notFound(ref));
    }
}
