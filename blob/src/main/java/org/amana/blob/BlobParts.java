package org.amana.blob;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.random.RandomGenerator;
import org.amana.kernel.AmanaException;
import org.amana.kernel.ErrorCode;
import org.amana.store.Catalog;
import org.amana.store.Extents;

/// What the operations are made with.
record BlobParts(
        Catalog catalog,
        Extents extents,
        Accounts accounts,
        Containers containers,
        BlobLocks locks,
        VersionClock versions,
        Commits commits,
        References references,
        RandomGenerator random) {

    Instant now() {
        return catalog.now();
    }

    String newCopyId() {
        return new UUID(random.nextLong(), random.nextLong()).toString();
    }

    /// The blob or snapshot as it is now.
    Optional<BlobRow> find(Box box, BlobRef ref) {
        return catalog.read(reader -> BlobRows.find(reader, box.id(), ref.name(), ref.snapshot()));
    }

    /// @throws AmanaException `BLOB_NOT_FOUND`
    BlobRow require(Box box, BlobRef ref) {
        return find(box, ref).orElseThrow(() -> notFound(ref));
    }

    static AmanaException notFound(BlobRef ref) {
        return new AmanaException(ErrorCode.BLOB_NOT_FOUND, "blob " + ref + " does not exist");
    }

    /// @throws AmanaException `INVALID_ARGUMENT` when a snapshot is named where only a blob can be meant
    static void requireNoSnapshot(BlobRef ref) {
        if (ref.isSnapshot()) {
            throw new AmanaException(
                            ErrorCode.INVALID_QUERY_PARAMETER, "blob " + ref + ": a snapshot cannot be changed")
                    .with("QueryParameterName", "snapshot")
                    .with("QueryParameterValue", ref.snapshot().toString());
        }
    }
}
