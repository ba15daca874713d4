package org.amana.blob;

import org.amana.kernel.AmanaException;
import org.amana.kernel.ErrorCode;

/// Puts an empty append blob, or a page blob of zeros, in place of whatever has the name.
///
/// @param kind of a new blob: nothing appended, no page written
/// @param length bytes; 0 for an append blob, a multiple of 512 for a page blob
public record CreateBlob(
        BlobRef blob,
        BlobKind kind,
        long length,
        HttpHeaders headers,
        Metadata metadata,
        Tags tags,
        KeepAs keepAs,
        Conditions conditions) {
    public static CreateBlob append(BlobRef blob) {
        return new CreateBlob(
                blob,
                BlobKind.Append.EMPTY,
                0,
                HttpHeaders.NONE,
                Metadata.NONE,
                Tags.NONE,
                KeepAs.NONE,
                Conditions.NONE);
    }

    /// @throws AmanaException `INVALID_HEADER` for a length that no page blob has
    public CreateBlob {
        if (kind instanceof BlobKind.Page) {
            requirePageBlobLength(length);
        }
    }

    /// @throws AmanaException `INVALID_HEADER` when it is no multiple of 512, or above 8 TiB
    static void requirePageBlobLength(long length) {
        if (length % PutPages.PAGE != 0 || length > PutPages.LONGEST_BLOB) {
            throw new AmanaException(
                            ErrorCode.INVALID_HEADER,
                            "a page blob has a multiple of 512 bytes, at most 8 TiB, not " + length)
                    .with("HeaderName", "x-ms-blob-content-length")
                    .with("HeaderValue", Long.toString(length));
        }
    }

    /// @param length bytes, a multiple of 512
    public static CreateBlob page(BlobRef blob, long length) {
        return new CreateBlob(
                blob,
                new BlobKind.Page(0, 0),
                length,
                HttpHeaders.NONE,
                Metadata.NONE,
                Tags.NONE,
                KeepAs.NONE,
                Conditions.NONE);
    }

    public CreateBlob withKeepAs(KeepAs other) {
        return new CreateBlob(blob, kind, length, headers, metadata, tags, other, conditions);
    }

    public CreateBlob withConditions(Conditions other) {
        return new CreateBlob(blob, kind, length, headers, metadata, tags, keepAs, other);
    }
}
