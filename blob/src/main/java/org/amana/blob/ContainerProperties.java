package org.amana.blob;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.amana.policy.DataClass;
import org.amana.policy.PurposeId;

/// What is known of a container besides its blobs.
///
/// @param storedBytes logical bytes: blobs, snapshots and uncommitted blocks
/// @param blobCount blobs, without snapshots and uncommitted ones
/// @param deletion when it was deleted, if it is deleted and still kept
/// @param deletedVersion which of several deleted ones of the name it is; "" otherwise
/// @param openTo the purposes that may touch it; empty for every purpose whose scope covers it
public record ContainerProperties(
        ContainerName name,
        ETag etag,
        Instant created,
        Instant lastModified,
        Metadata metadata,
        LeaseView lease,
        Set<DataClass> classes,
        Set<PurposeId> openTo,
        AnonymousAccess anonymous,
        ContainerEncryption encryption,
        long storedBytes,
        long blobCount,
        Optional<Standing.Deletion> deletion,
        String deletedVersion) {
    public ContainerProperties {
        classes = Set.copyOf(classes);
        openTo = Set.copyOf(openTo);
    }

    ContainerProperties withoutMetadata() {
        return new ContainerProperties(
                name,
                etag,
                created,
                lastModified,
                Metadata.NONE,
                lease,
                classes,
                openTo,
                anonymous,
                encryption,
                storedBytes,
                blobCount,
                deletion,
                deletedVersion);
    }

    ContainerProperties deleted(Standing.Deletion how, String version) {
        return new ContainerProperties(
                name,
                etag,
                created,
                lastModified,
                metadata,
                lease,
                classes,
                openTo,
                anonymous,
                encryption,
                storedBytes,
                blobCount,
                Optional.of(how),
                version);
    }
}
