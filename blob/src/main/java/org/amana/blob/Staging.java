package org.amana.blob;

import java.time.Instant;
import java.util.Optional;

/// The uncommitted side of a blob: what its waiting blocks have in common.
///
/// @param id names the blocks; never used again, so a dropped staging's blocks can be worked off later
/// @param idLength bytes of each block's id
/// @param customerKey with which all of them are encrypted, if they are
/// @param scope the encryption scope that all of them are in, [ScopeName#ACCOUNT_KEY] for none
/// @param lease while there is no committed blob; it goes over to the one that is made
/// @param lastModified when the last block came; a week later all are collected
record Staging(
        long id,
        long containerId,
        BlobName name,
        long version,
        Instant created,
        Instant lastModified,
        int idLength,
        long blocks,
        long bytes,
        Optional<CustomerKeyHash> customerKey,
        ScopeName scope,
        Lease lease) {

    Staging grown(long newVersion, Instant at, int moreBlocks, long moreBytes) {
        return new Staging(
                id,
                containerId,
                name,
                newVersion,
                created,
                Seconds.of(at),
                idLength,
                blocks + moreBlocks,
                bytes + moreBytes,
                customerKey,
                scope,
                lease);
    }

    /// How the blob is listed when there is no committed one.
    BlobProperties properties(Instant now) {
        return new BlobProperties(
                ETag.of(version),
                0,
                created,
                lastModified,
                0,
                BlobKind.block(),
                HttpHeaders.NONE,
                Metadata.NONE,
                Tags.NONE,
                lease.view(now),
                Optional.empty(),
                false,
                Keeping.NONE
                        .withEncryption(customerKey.map(key -> new CustomerEncryption(key, "")))
                        .withScope(scope),
                Standing.BLOB);
    }
}
