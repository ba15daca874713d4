package org.amana.blob;

import java.util.Optional;
import org.amana.store.Places;

/// A blob or snapshot with its content, or the first page of it, as one query saw them.
record Stored(BlobRow row, RangePage page) {
    static Stored whole(BlobRow row, Places places) {
        return new Stored(row, RangePage.whole(places));
    }

    /// @param asked the part that is wanted, empty for all; there may be more
    /// @throws org.amana.kernel.AmanaException `BLOB_NOT_FOUND`
    static Stored find(BlobParts parts, Box box, BlobRef ref, Optional<ByteRange> asked) {
        Optional<Stored> stored = ref.version().isPresent()
                ? ofVersion(parts, box, ref, asked)
                : ContentRows.find(parts, box.id(), ref.name(), ref.snapshot(), asked)
                        .filter(it -> BlobRows.isNamedByItsTime(it.row()));
        return stored.filter(it -> !it.row().keeping().isExpired(parts.now()))
                .orElseThrow(() -> BlobParts.notFound(ref));
    }

    /// A version is found first, and its content where its row stands; another may have become the current one
    /// between the two.
    private static Optional<Stored> ofVersion(BlobParts parts, Box box, BlobRef ref, Optional<ByteRange> asked) {
        return parts.find(box, ref)
                .flatMap(row -> ContentRows.find(parts, box.id(), ref.name(), row.snapshot(), asked)
                        .filter(it -> it.row().contentVersion() == row.contentVersion()));
    }

    /// The same, held.
    ///
    /// @throws org.amana.kernel.AmanaException `BLOB_NOT_FOUND`; as [Readings#begin]
    static HeldContent hold(BlobParts parts, Box box, BlobRef ref, Optional<ByteRange> asked) {
        while (true) {
            Optional<HeldContent> held =
                    HeldContent.of(parts, find(parts, box, ref, asked), reader -> parts.find(reader, box, ref));
            if (held.isPresent()) {
                return held.get();
            }
            // It is gone, or a block blob has taken its place.
        }
    }
}
