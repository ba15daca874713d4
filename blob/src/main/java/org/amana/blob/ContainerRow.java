package org.amana.blob;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.amana.policy.DataClass;
import org.amana.policy.PurposeId;

/// A container as the catalog has it, without its key.
///
/// @param lastModified whole seconds
record ContainerRow(
        long id,
        ContainerName name,
        String pseudonym,
        long version,
        Instant created,
        Instant lastModified,
        Metadata metadata,
        List<StoredAccessPolicy> policies,
        Set<DataClass> classes,
        Set<PurposeId> openTo,
        AnonymousAccess anonymous,
        ContainerEncryption encryption,
        Lease lease,
        long storedBytes,
        long blobCount) {

    ETag etag() {
        return ETag.of(version);
    }

    ContainerProperties properties(Instant now) {
        return new ContainerProperties(
                name,
                etag(),
                created,
                lastModified,
                metadata,
                lease.view(now),
                classes,
                openTo,
                anonymous,
                encryption,
                storedBytes,
                blobCount,
                Optional.empty(),
                "");
    }

    ContainerRow changed(long newVersion, Instant at) {
        return new ContainerRow(
                id,
                name,
                pseudonym,
                newVersion,
                created,
                Seconds.of(at),
                metadata,
                policies,
                classes,
                openTo,
                anonymous,
                encryption,
                lease,
                storedBytes,
                blobCount);
    }

    ContainerRow withMetadata(Metadata other) {
        return new ContainerRow(
                id,
                name,
                pseudonym,
                version,
                created,
                lastModified,
                other,
                policies,
                classes,
                openTo,
                anonymous,
                encryption,
                lease,
                storedBytes,
                blobCount);
    }

    ContainerRow withPolicies(List<StoredAccessPolicy> other) {
        return new ContainerRow(
                id,
                name,
                pseudonym,
                version,
                created,
                lastModified,
                metadata,
                other,
                classes,
                openTo,
                anonymous,
                encryption,
                lease,
                storedBytes,
                blobCount);
    }

    ContainerRow withAnonymous(AnonymousAccess other) {
        return new ContainerRow(
                id,
                name,
                pseudonym,
                version,
                created,
                lastModified,
                metadata,
                policies,
                classes,
                openTo,
                other,
                encryption,
                lease,
                storedBytes,
                blobCount);
    }

    ContainerRow declaring(Set<DataClass> itsClasses, Set<PurposeId> itsOpenTo) {
        return new ContainerRow(
                id,
                name,
                pseudonym,
                version,
                created,
                lastModified,
                metadata,
                policies,
                itsClasses,
                itsOpenTo,
                anonymous,
                encryption,
                lease,
                storedBytes,
                blobCount);
    }

    ContainerRow withLease(Lease other) {
        return new ContainerRow(
                id,
                name,
                pseudonym,
                version,
                created,
                lastModified,
                metadata,
                policies,
                classes,
                openTo,
                anonymous,
                encryption,
                other,
                storedBytes,
                blobCount);
    }
}
