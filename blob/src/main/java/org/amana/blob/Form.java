package org.amana.blob;

import org.amana.kernel.AmanaException;
import org.amana.kernel.ErrorCode;

/// The type of a blob and where its content is kept because of that.
///
/// @param stream names the rows of `content_range` that have the content of an append or page blob, see
///     [RangeRows]; 0 for a block blob
record Form(BlobKind kind, long stream) {
    static final Form BLOCK = new Form(BlobKind.block(), 0);

    boolean isStream() {
        return stream != 0;
    }

    Form withKind(BlobKind other) {
        return new Form(other, stream);
    }

    /// @throws AmanaException `INVALID_BLOB_TYPE`
    void requireBlock(Object what) {
        if (isStream()) {
            throw wrongType(what);
        }
    }

    /// @throws AmanaException `INVALID_BLOB_TYPE`
    BlobKind.Append requireAppend(Object what) {
        if (kind instanceof BlobKind.Append append) {
            return append;
        }
        throw wrongType(what);
    }

    /// @throws AmanaException `INVALID_BLOB_TYPE`
    BlobKind.Page requirePage(Object what) {
        if (kind instanceof BlobKind.Page page) {
            return page;
        }
        throw wrongType(what);
    }

    /// That content of this type may take the place of what is there: a blob keeps its type while it lives (Azure:
    /// *Understanding block blobs, append blobs, and page blobs*).
    ///
    /// @throws AmanaException `INVALID_BLOB_TYPE`
    void requireType(BlobKind wanted, Object what) {
        if (!kind.word().equals(wanted.word())) {
            throw new AmanaException(
                    ErrorCode.INVALID_BLOB_TYPE,
                    "blob " + what + " is " + type() + ", and stays one until it is deleted with all its versions");
        }
    }

    /// That the blob may be read and written, as an incremental copy may not.
    ///
    /// @throws AmanaException `INCREMENTAL_COPY_ONLY`
    void requireUsable(Object what) {
        if (kind instanceof BlobKind.IncrementalCopy) {
            throw wrongType(what);
        }
    }

    private AmanaException wrongType(Object what) {
        return kind instanceof BlobKind.IncrementalCopy
                ? new AmanaException(
                        ErrorCode.INCREMENTAL_COPY_ONLY,
                        "blob " + what + " is " + type() + ": it is copied to and deleted, its snapshots are read")
                : new AmanaException(
                        ErrorCode.INVALID_BLOB_TYPE, "blob " + what + " is " + type() + ", for which this is not done");
    }

    private String type() {
        return switch (kind) {
            case BlobKind.Block _ -> "a block blob";
            case BlobKind.Append _ -> "an append blob";
            case BlobKind.Page _ -> "a page blob";
            case BlobKind.IncrementalCopy _ -> "an incremental copy";
        };
    }
}
