package org.amana.blob;

/// A blob or snapshot with its content, as one query saw them.
record Stored(BlobRow row, BlobContent content) {
    /// @throws org.amana.kernel.AmanaException `BLOB_NOT_FOUND`
    static Stored find(BlobParts parts, Box box, BlobRef ref) {
        return ContentRows.find(parts.catalog(), box.id(), ref.name(), ref.snapshot())
                .orElseThrow(() -> BlobParts.notFound(ref));
    }
}
