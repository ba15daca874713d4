package org.amana.blob;

import org.amana.kernel.AmanaException;
import org.amana.kernel.ErrorCode;

/// Bytes `first` to `last`, both inclusive, counted from zero.
///
/// @param last [Long#MAX_VALUE] for "to the end"
public record ByteRange(long first, long last) {
    public ByteRange {
        if (first < 0 || last < first) {
            throw new IllegalArgumentException("no range: " + first + "-" + last);
        }
    }

    public static ByteRange from(long first) {
        return new ByteRange(first, Long.MAX_VALUE);
    }

    /// This range cut at the end of `size` bytes.
    ///
    /// @throws AmanaException `INVALID_RANGE` when it begins behind the end; an empty blob has no range
    ByteRange within(long size) {
        if (first >= size) {
            throw new AmanaException(
                            ErrorCode.INVALID_RANGE,
                            "the range begins at " + first + ", the blob has " + size + " bytes")
                    .with("size", Long.toString(size));
        }
        return new ByteRange(first, Math.min(last, size - 1));
    }

    public long length() {
        return last - first + 1;
    }
}
