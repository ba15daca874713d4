package org.amana.blob;

import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.random.RandomGenerator;
import org.amana.kernel.AmanaException;
import org.amana.kernel.ErrorCode;
import org.amana.store.Catalog;
import org.amana.store.Extents;
import org.amana.store.Reader;

/// What the operations are made with.
record BlobParts(
        Catalog catalog,
        Extents extents,
        Accounts accounts,
        Containers containers,
        EncryptionScopes scopes,
        BlobLocks locks,
        VersionClock versions,
        Commits commits,
        References references,
        Readings readings,
        RandomGenerator random,
        BlobConfig config,
        RowLimits rows) {

    /// The same for those who write what the service keeps for itself.
    BlobParts forKeeper() {
        return new BlobParts(
                catalog,
                extents,
                accounts,
                containers.forKeeper(),
                scopes,
                locks,
                versions,
                commits,
                references,
                readings,
                random,
                config,
                rows);
    }

    Instant now() {
        return catalog.now();
    }

    String newCopyId() {
        return new UUID(random.nextLong(), random.nextLong()).toString();
    }

    /// The blob, snapshot or version as it is now; an expired one is not.
    Optional<BlobRow> find(Box box, BlobRef ref) {
        return catalog.read(reader -> find(reader, box, ref));
    }

    /// The same, as part of what is looked at together.
    Optional<BlobRow> find(Reader reader, Box box, BlobRef ref) throws SQLException {
        return BlobRows.find(reader, box.id(), ref).filter(row -> !row.keeping().isExpired(now()));
    }

    /// What of the account's blobs outlives their deletion. What the service keeps for itself has no past.
    Safeguards safeguards(Box box) {
        return box.ref().name().equals(ContainerName.CHANGE_FEED)
                ? Safeguards.NONE
                : accounts.safeguards(box.ref().account());
    }

    /// @throws AmanaException `BLOB_NOT_FOUND`
    BlobRow require(Box box, BlobRef ref) {
        return find(box, ref).orElseThrow(() -> notFound(ref));
    }

    static AmanaException notFound(BlobRef ref) {
        return new AmanaException(ErrorCode.BLOB_NOT_FOUND, "blob " + ref + " does not exist");
    }

    /// @throws AmanaException `INVALID_ARGUMENT` when a snapshot or a version is named where only a blob can be meant
    static void requireNoSnapshot(BlobRef ref) {
        if (ref.version().isPresent()) {
            throw new AmanaException(ErrorCode.INVALID_QUERY_PARAMETER, "blob " + ref + ": a version cannot be changed")
                    .with("QueryParameterName", "versionid")
                    .with("QueryParameterValue", ref.version().toString());
        }
        if (ref.isSnapshot()) {
            throw new AmanaException(
                            ErrorCode.INVALID_QUERY_PARAMETER, "blob " + ref + ": a snapshot cannot be changed")
                    .with("QueryParameterName", "snapshot")
                    .with("QueryParameterValue", ref.snapshot().toString());
        }
    }
}
