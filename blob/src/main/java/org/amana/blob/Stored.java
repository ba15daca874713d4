package org.amana.blob;

import java.util.List;
import java.util.Optional;
import org.amana.store.Places;

/// A blob or snapshot with its content, as one query saw them.
///
/// @param ranges in order; what is between them is zeros
record Stored(BlobRow row, List<ContentRange> ranges) {
    Stored {
        ranges = List.copyOf(ranges);
    }

    /// With the metadata that the row has not in the clear, see [BlobRow#opened].
    Stored opened(Conditions conditions) {
        return row.keeping().encryption().isEmpty() ? this : new Stored(row.opened(conditions), ranges);
    }

    static Stored whole(BlobRow row, Places places) {
        return new Stored(row, places.isEmpty() ? List.of() : List.of(new ContentRange(0, places)));
    }

    /// @param asked the part that is wanted, empty for all; there may be more
    /// @throws org.amana.kernel.AmanaException `BLOB_NOT_FOUND`
    static Stored find(BlobParts parts, Box box, BlobRef ref, Optional<ByteRange> asked) {
        Optional<Stored> stored = ref.version().isPresent()
                ? ofVersion(parts, box, ref, asked)
                : ContentRows.find(parts.catalog(), box.id(), ref.name(), ref.snapshot(), asked)
                        .filter(it -> BlobRows.isNamedByItsTime(it.row()));
        return stored.filter(it -> !it.row().keeping().isExpired(parts.now()))
                .orElseThrow(() -> BlobParts.notFound(ref));
    }

    /// A version is found first, and its content where its row stands; another may have become the current one
    /// between the two.
    private static Optional<Stored> ofVersion(BlobParts parts, Box box, BlobRef ref, Optional<ByteRange> asked) {
        return parts.find(box, ref)
                .flatMap(row -> ContentRows.find(parts.catalog(), box.id(), ref.name(), row.snapshot(), asked)
                        .filter(it -> it.row().contentVersion() == row.contentVersion()));
    }
}
