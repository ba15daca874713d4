package org.amana.blob;

import java.time.Instant;
import java.util.Optional;

/// A committed blob, or a snapshot of one, as the catalog has it. Its content stands apart, see [ContentRows].
///
/// @param snapshot [Snapshot#NONE] for the blob itself
/// @param length bytes
record BlobRow(
        long containerId,
        BlobName name,
        Snapshot snapshot,
        Stamps stamps,
        long length,
        Description description,
        Lease lease,
        Optional<CopyState> copy) {

    long version() {
        return stamps.version();
    }

    long contentVersion() {
        return stamps.contentVersion();
    }

    Instant created() {
        return stamps.created();
    }

    Instant lastModified() {
        return stamps.lastModified();
    }

    ETag etag() {
        return ETag.of(version());
    }

    HttpHeaders headers() {
        return description.headers();
    }

    Metadata metadata() {
        return description.metadata();
    }

    Tags tags() {
        return description.tags();
    }

    BlobProperties properties(Instant now) {
        return new BlobProperties(
                etag(),
                contentVersion(),
                created(),
                lastModified(),
                length,
                headers(),
                metadata(),
                tags(),
                lease.view(now),
                copy,
                true);
    }

    BlobRow changed(long newVersion, Instant at) {
        return with(stamps.changed(newVersion, at), description, lease.afterWrite(at));
    }

    BlobRow describedBy(Description other) {
        return with(stamps, other, lease);
    }

    BlobRow withLease(Lease other) {
        return with(stamps, description, other);
    }

    private BlobRow with(Stamps newStamps, Description newDescription, Lease newLease) {
        return new BlobRow(containerId, name, snapshot, newStamps, length, newDescription, newLease, copy);
    }

    /// The snapshot of this blob taken then: without its lease.
    BlobRow snapshotAt(Snapshot taken, long newVersion, Metadata itsMetadata) {
        return new BlobRow(
                containerId,
                name,
                taken,
                stamps.withVersion(newVersion),
                length,
                description.withMetadata(itsMetadata),
                Lease.AVAILABLE,
                copy);
    }
}
