package org.amana.blob;

import java.time.Instant;
import java.util.Optional;

/// The answer to Append Block.
///
/// @param offset where the block begins in the blob
/// @param blocks how many blocks the blob has now
/// @param md5 of the block, when it was checked
/// @param crc64 of the block, when it was computed
public record BlockAppended(
        ETag etag, Instant lastModified, long offset, int blocks, Optional<Md5> md5, Optional<Crc64> crc64) {}
