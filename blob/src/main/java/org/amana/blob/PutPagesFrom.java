package org.amana.blob;

import org.amana.kernel.AmanaException;
import org.amana.kernel.ErrorCode;

/// Writes pages from a range of another blob.
///
/// @param expected what the bytes of the range must sum up to
public record PutPagesFrom(PutPages pages, CopySource source, SourceSums expected) {
    /// @throws AmanaException `INVALID_HEADER` when the two ranges differ in length, `TOO_LARGE`
    public PutPagesFrom {
        long length = pages.range().length();
        if (length > PutPages.LARGEST.bytes()) {
            throw new AmanaException(
                            ErrorCode.TOO_LARGE,
                            "pages of " + pages.blob() + ": " + length + " bytes, more than " + PutPages.LARGEST)
                    .with("MaxLimit", Long.toString(PutPages.LARGEST.bytes()));
        }
        if (source.length() != length) {
            throw new AmanaException(
                            ErrorCode.INVALID_HEADER,
                            "pages of " + pages.blob() + ": the source has " + source.length() + " bytes, the range "
                                    + length)
                    .with("HeaderName", "x-ms-source-range");
        }
    }
}
