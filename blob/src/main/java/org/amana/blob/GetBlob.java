package org.amana.blob;

import java.util.Optional;

/// Reads a blob's or snapshot's bytes.
///
/// @param range empty for the whole blob
/// @param rangeMd5 compute the MD5 of the range, which has at most 4 MiB then
/// @param rangeCrc64 compute the CRC-64 of the range, which has at most 4 MiB then
public record GetBlob(
        BlobRef blob, Optional<ByteRange> range, boolean rangeMd5, boolean rangeCrc64, Conditions conditions) {
    /// The largest range whose checksum is computed.
    public static final int LARGEST_CHECKED_RANGE = 4 << 20;

    /// Whether the checksum of what is asked for is computed, however much of it there is.
    public static boolean isChecked(ByteRange range) {
        return range.last() - range.first() < LARGEST_CHECKED_RANGE;
    }

    public static GetBlob of(BlobRef blob) {
        return new GetBlob(blob, Optional.empty(), false, false, Conditions.NONE);
    }

    public GetBlob withRange(ByteRange other) {
        return new GetBlob(blob, Optional.of(other), rangeMd5, rangeCrc64, conditions);
    }

    public GetBlob withConditions(Conditions other) {
        return new GetBlob(blob, range, rangeMd5, rangeCrc64, other);
    }
}
