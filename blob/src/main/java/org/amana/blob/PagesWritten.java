package org.amana.blob;

import java.time.Instant;
import java.util.Optional;

/// The answer to Put Page.
///
/// @param md5 of the pages, when it was checked
/// @param crc64 of the pages, when it was computed
public record PagesWritten(
        ETag etag, Instant lastModified, long sequenceNumber, Optional<Md5> md5, Optional<Crc64> crc64) {}
