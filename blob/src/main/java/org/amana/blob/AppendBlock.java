package org.amana.blob;

import java.util.OptionalLong;
import org.amana.kernel.AmanaException;
import org.amana.kernel.ByteSize;
import org.amana.kernel.ErrorCode;

/// Appends a block to an append blob.
///
/// @param position how many bytes the blob must have before
/// @param mostBytes how many bytes the blob may have afterwards
public record AppendBlock(BlobRef blob, OptionalLong position, OptionalLong mostBytes, Conditions conditions) {
    /// The largest block (Azure REST: *Append Block*, since 2022-11-02).
    public static final ByteSize LARGEST = ByteSize.ofMebibytes(100);

    /// How many blocks a blob may have.
    public static final int MOST_BLOCKS = 50_000;

    public static AppendBlock of(BlobRef blob) {
        return new AppendBlock(blob, OptionalLong.empty(), OptionalLong.empty(), Conditions.NONE);
    }

    /// That a block of so many bytes may be appended now.
    ///
    /// @throws AmanaException `INVALID_BLOB_TYPE`, `BLOB_IS_SEALED`, `APPEND_POSITION_NOT_MET`,
    ///     `MAX_BLOB_SIZE_NOT_MET`, `COMMITTED_BLOCK_COUNT_EXCEEDED`, the failures of conditions and leases
    void requireAppendable(InPlace inPlace, ContentKeys keys, long bytes) {
        BlobRow row = inPlace.row();
        BlobKind.Append append = row.form().requireAppend(blob);
        inPlace.requireForAddition(conditions);
        row.requireKeys(keys, blob);
        if (append.sealed()) {
            throw new AmanaException(ErrorCode.BLOB_IS_SEALED, "blob " + blob + " is sealed: nothing can be appended");
        }
        if (position.isPresent() && position.getAsLong() != row.length()) {
            throw new AmanaException(
                    ErrorCode.APPEND_POSITION_NOT_MET,
                    "blob " + blob + ": the append position is " + row.length() + ", not " + position.getAsLong());
        }
        if (mostBytes.isPresent() && row.length() + bytes > mostBytes.getAsLong()) {
            throw new AmanaException(
                    ErrorCode.MAX_BLOB_SIZE_NOT_MET,
                    "blob " + blob + ": with " + bytes + " bytes more than its " + row.length()
                            + " it would have more than " + mostBytes.getAsLong());
        }
        if (append.blocks() >= MOST_BLOCKS) {
            throw new AmanaException(
                    ErrorCode.COMMITTED_BLOCK_COUNT_EXCEEDED,
                    "blob " + blob + " has " + append.blocks() + " committed blocks, and may not have more");
        }
    }
}
