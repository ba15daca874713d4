package org.amana.blob;

import java.time.Instant;
import java.util.Optional;

/// A committed blob, or a snapshot of one, as the catalog has it. Its content stands apart, see [ContentRows].
///
/// @param snapshot [Snapshot#NONE] for the blob itself
/// @param length bytes
/// @param form its type, and where its content is because of that
record BlobRow(
        long containerId,
        BlobName name,
        Snapshot snapshot,
        Stamps stamps,
        long length,
        Form form,
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

    BlobKind kind() {
        return form.kind();
    }

    /// How many bytes it counts as in the sums of its container.
    long storedBytes() {
        return form.kind().storedBytes(length);
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
                kind(),
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

    /// The same blob with other content, of this length.
    BlobRow amended(long newVersion, Instant at, long newLength, BlobKind newKind) {
        return new BlobRow(
                containerId,
                name,
                snapshot,
                Stamps.written(newVersion, created(), at),
                newLength,
                form.withKind(newKind),
                description,
                lease.afterWrite(at),
                copy);
    }

    /// The same blob after a copy brought what it is now.
    BlobRow copiedBy(CopyState state) {
        return new BlobRow(containerId, name, snapshot, stamps, length, form, description, lease, Optional.of(state));
    }

    /// The same content; what its type says of it has changed.
    BlobRow withKind(BlobKind other) {
        return new BlobRow(containerId, name, snapshot, stamps, length, form.withKind(other), description, lease, copy);
    }

    BlobRow describedBy(Description other) {
        return with(stamps, other, lease);
    }

    BlobRow withLease(Lease other) {
        return with(stamps, description, other);
    }

    private BlobRow with(Stamps newStamps, Description newDescription, Lease newLease) {
        return new BlobRow(containerId, name, snapshot, newStamps, length, form, newDescription, newLease, copy);
    }

    /// The snapshot of this blob taken then: without its lease.
    BlobRow snapshotAt(Snapshot taken, long newVersion, Metadata itsMetadata) {
        return new BlobRow(
                containerId,
                name,
                taken,
                stamps.withVersion(newVersion),
                length,
                form,
                description.withMetadata(itsMetadata),
                Lease.AVAILABLE,
                copy);
    }
}
