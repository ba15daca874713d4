package org.amana.blob;

import java.time.Instant;
import java.util.Optional;

/// The answer to a write of content.
///
/// @param md5 of the bytes received, when it was computed or checked
/// @param version [VersionId#NONE] while versions are off
/// @param replaced whether a blob of the name was there, as clients see it
/// @param crc64 of the bytes received, when it was computed or checked
public record BlobWritten(
        ETag etag,
        Instant lastModified,
        Optional<Md5> md5,
        Optional<Crc64> crc64,
        VersionId version,
        boolean replaced) {
    /// The same with other sums.
    public BlobWritten withSums(Optional<Md5> otherMd5, Optional<Crc64> otherCrc64) {
        return new BlobWritten(etag, lastModified, otherMd5, otherCrc64, version, replaced);
    }

    static BlobWritten of(BlobRow row, boolean replaced, Optional<Md5> md5, Optional<Crc64> crc64) {
        return new BlobWritten(
                row.etag(), row.lastModified(), md5, crc64, row.standing().version(), replaced);
    }
}
