package org.amana.blob;

import java.time.Instant;
import java.util.Optional;

/// The answer to a copy.
///
/// @param id names this copy
/// @param version [VersionId#NONE] while versions are off
/// @param md5 of the content, when the source knows it or the copy computed it
/// @param crc64 of the content, when the copy computed it
public record Copied(
        String id,
        CopyStatus status,
        ETag etag,
        Instant lastModified,
        Optional<Md5> md5,
        Optional<Crc64> crc64,
        VersionId version) {
    /// Of a copy that is done.
    public Copied(
            String id, ETag etag, Instant lastModified, Optional<Md5> md5, Optional<Crc64> crc64, VersionId version) {
        this(id, CopyStatus.SUCCESS, etag, lastModified, md5, crc64, version);
    }

    /// @param row of the copy
    static Copied of(CopyState state, BlobRow row) {
        return new Copied(
                state.id(),
                state.status(),
                row.etag(),
                row.lastModified(),
                row.headers().contentMd5(),
                Optional.empty(),
                row.standing().version());
    }
}
