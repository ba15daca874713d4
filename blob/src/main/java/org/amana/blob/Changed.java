package org.amana.blob;

import java.time.Instant;
import java.util.OptionalLong;

/// The answer to a change of properties.
///
/// @param sequenceNumber of a page blob
public record Changed(ETag etag, Instant lastModified, OptionalLong sequenceNumber) {
    Changed(ETag etag, Instant lastModified) {
        this(etag, lastModified, OptionalLong.empty());
    }

    static Changed of(BlobRow row) {
        return new Changed(
                row.etag(),
                row.lastModified(),
                row.kind() instanceof BlobKind.Page page
                        ? OptionalLong.of(page.sequenceNumber())
                        : OptionalLong.empty());
    }
}
