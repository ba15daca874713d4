package org.amana.blob;

import java.time.Instant;
import java.util.OptionalLong;

/// The answer to a change of properties.
///
/// @param sequenceNumber of a page blob
/// @param version the new version, if it made one
public record Changed(ETag etag, Instant lastModified, OptionalLong sequenceNumber, VersionId version) {
    Changed(ETag etag, Instant lastModified) {
        this(etag, lastModified, OptionalLong.empty(), VersionId.NONE);
    }

    static Changed of(BlobRow row) {
        return new Changed(
                row.etag(),
                row.lastModified(),
                row.kind() instanceof BlobKind.Page page
                        ? OptionalLong.of(page.sequenceNumber())
                        : OptionalLong.empty(),
                row.standing().version());
    }
}
