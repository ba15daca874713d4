package org.amana.blob;

import java.time.Instant;
import java.util.Set;
import org.amana.policy.DataClass;
import org.amana.policy.PurposeId;

/// What is known of a container besides its blobs.
///
/// @param storedBytes logical bytes: blobs, snapshots and uncommitted blocks
/// @param blobCount blobs, without snapshots and uncommitted ones
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
        long storedBytes,
        long blobCount) {
    public ContainerProperties {
        classes = Set.copyOf(classes);
        openTo = Set.copyOf(openTo);
    }
}
