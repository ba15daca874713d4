package org.amana.blob;

import java.time.Instant;
import java.util.Optional;

/// A committed blob, or a snapshot of one, as the catalog has it. Its content stands apart, see [ContentRows].
///
/// @param snapshot [Snapshot#NONE] for the blob itself
/// @param version what the ETag is made of; rises with every change
/// @param contentVersion the version that wrote the content; names the content's row when that is long
/// @param lastModified whole seconds
record BlobRow(
        long containerId,
        BlobName name,
        Snapshot snapshot,
        long version,
        long contentVersion,
        Instant created,
        Instant lastModified,
        long length,
        HttpHeaders headers,
        Metadata metadata,
        Tags tags,
        Lease lease,
        Optional<CopyState> copy) {

    ETag etag() {
        return ETag.of(version);
    }

    BlobProperties properties(Instant now) {
        return new BlobProperties(
                etag(),
                contentVersion,
                created,
                lastModified,
                length,
                headers,
                metadata,
                tags,
                lease.view(now),
                copy,
                true);
    }

    BlobRow changed(long newVersion, Instant at) {
        return new BlobRow(
                containerId,
                name,
                snapshot,
                newVersion,
                contentVersion,
                created,
                Seconds.of(at),
                length,
                headers,
                metadata,
                tags,
                lease.afterWrite(at),
                copy);
    }

    BlobRow withHeaders(HttpHeaders other) {
        return new BlobRow(
                containerId,
                name,
                snapshot,
                version,
                contentVersion,
                created,
                lastModified,
                length,
                other,
                metadata,
                tags,
                lease,
                copy);
    }

    BlobRow withMetadata(Metadata other) {
        return new BlobRow(
                containerId,
                name,
                snapshot,
                version,
                contentVersion,
                created,
                lastModified,
                length,
                headers,
                other,
                tags,
                lease,
                copy);
    }

    BlobRow withTags(Tags other) {
        return new BlobRow(
                containerId,
                name,
                snapshot,
                version,
                contentVersion,
                created,
                lastModified,
                length,
                headers,
                metadata,
                other,
                lease,
                copy);
    }

    BlobRow withLease(Lease other) {
        return new BlobRow(
                containerId,
                name,
                snapshot,
                version,
                contentVersion,
                created,
                lastModified,
                length,
                headers,
                metadata,
                tags,
                other,
                copy);
    }

    /// The snapshot of this blob taken then: without its lease.
    BlobRow snapshotAt(Snapshot taken, long newVersion, Metadata itsMetadata) {
        return new BlobRow(
                containerId,
                name,
                taken,
                newVersion,
                contentVersion,
                created,
                lastModified,
                length,
                headers,
                itsMetadata,
                tags,
                Lease.AVAILABLE,
                copy);
    }
}
