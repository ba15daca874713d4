package org.amana.blob;

import java.util.Optional;

/// Reads a blob's or snapshot's bytes.
///
/// @param range empty for the whole blob
/// @param ifRange of which version the range is; the whole of any other is read (RFC 9110 §13.1.5)
/// @param rangeMd5 compute the MD5 of the range, which has at most 4 MiB then
/// @param rangeCrc64 compute the CRC-64 of the range, which has at most 4 MiB then
public record GetBlob(
        BlobRef blob,
        Optional<ByteRange> range,
        ETagCondition ifRange,
        boolean rangeMd5,
        boolean rangeCrc64,
        Conditions conditions) {
    /// The largest range whose checksum is computed.
    public static final int LARGEST_CHECKED_RANGE = 4 << 20;

    /// Whether the checksum of what is asked for is computed, however much of it there is.
    public static boolean isChecked(ByteRange range) {
        return range.last() - range.first() < LARGEST_CHECKED_RANGE;
    }

    public static GetBlob of(BlobRef blob) {
        return new GetBlob(blob, Optional.empty(), ETagCondition.absent(), false, false, Conditions.NONE);
    }

    /// The range as far as it counts for this version.
    Optional<ByteRange> rangeOf(ETag version) {
        return ifRange.isPresent() && !ifRange.names(version) ? Optional.empty() : range;
    }

    /// What is read at most, of whatever version it will be.
    Optional<ByteRange> rangeAtMost() {
        return ifRange.isPresent() ? Optional.empty() : range;
    }

    public GetBlob withRange(ByteRange other) {
        return new GetBlob(blob, Optional.of(other), ifRange, rangeMd5, rangeCrc64, conditions);
    }

    public GetBlob withConditions(Conditions other) {
        return new GetBlob(blob, range, ifRange, rangeMd5, rangeCrc64, other);
    }
}
