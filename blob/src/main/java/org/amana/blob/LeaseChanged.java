package org.amana.blob;

import java.time.Instant;
import java.util.OptionalInt;

/// The answer to a lease action.
///
/// @param id the lease's id now; [LeaseId#NONE] after release and break
/// @param remainingSeconds after a break only: seconds until another may take the lease
public record LeaseChanged(LeaseId id, ETag etag, Instant lastModified, OptionalInt remainingSeconds) {}
