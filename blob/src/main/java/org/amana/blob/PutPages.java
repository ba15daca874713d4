package org.amana.blob;

import org.amana.kernel.AmanaException;
import org.amana.kernel.ByteSize;
import org.amana.kernel.ErrorCode;

/// Writes or clears pages of a page blob.
///
/// @param range whole pages
public record PutPages(BlobRef blob, ByteRange range, SequenceConditions sequence, Conditions conditions) {
    /// Bytes of a page.
    public static final int PAGE = 512;

    /// The most that is written at once (Azure REST: *Put Page*); all of a blob may be cleared at once.
    public static final ByteSize LARGEST = ByteSize.ofMebibytes(4);

    /// The largest page blob.
    public static final long LONGEST_BLOB = 8L << 40;

    public static PutPages of(BlobRef blob, long first, long length) {
        return new PutPages(blob, new ByteRange(first, first + length - 1), SequenceConditions.NONE, Conditions.NONE);
    }

    /// @throws AmanaException `INVALID_HEADER` when the range is not one of whole pages
    public PutPages {
        if (range.first() % PAGE != 0 || (range.last() + 1) % PAGE != 0) {
            String text = "bytes=" + range.first() + "-" + range.last();
            throw new AmanaException(ErrorCode.INVALID_HEADER, "Range: " + text + " is not one of pages of 512 bytes")
                    .with("HeaderName", "Range")
                    .with("HeaderValue", text);
        }
    }

    private static AmanaException invalid(ByteRange range, String why) {
        return new AmanaException(
                ErrorCode.INVALID_PAGE_RANGE, "bytes " + range.first() + " to " + range.last() + ": " + why);
    }

    /// That the pages may be written now.
    ///
    /// @throws AmanaException `INVALID_BLOB_TYPE`, `INVALID_PAGE_RANGE`, `SEQUENCE_NUMBER_NOT_MET`, the
    ///     failures of conditions and leases
    BlobKind.Page requireWritable(InPlace inPlace, ContentKeys keys) {
        BlobKind.Page page = inPlace.row().form().requirePage(blob);
        inPlace.require(conditions);
        inPlace.row().requireKeys(keys, blob);
        sequence.require(page, blob);
        if (range.last() >= inPlace.row().length()) {
            throw invalid(range, "the blob has " + inPlace.row().length() + " bytes");
        }
        return page;
    }
}
