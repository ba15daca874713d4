package org.amana.blob;

import java.util.Base64;
import org.amana.kernel.AmanaException;
import org.amana.kernel.ErrorCode;

/// A block's id as the client wrote it: the Base64 of 1 to 64 bytes, padding included. Ids differ when their letters
/// differ, case
/// included.
public record BlockId(String value) {
    private static final int LARGEST = 64;

    /// @throws AmanaException `INVALID_BLOCK_ID` when it is no Base64, empty or too long
    public BlockId {
        int length = decodedLength(value);
        if (length < 1 || length > LARGEST) {
            throw new AmanaException(
                    ErrorCode.INVALID_BLOCK_ID, "block id " + value + ": not the Base64 of 1 to 64 bytes");
        }
    }

    /// Bytes behind the Base64; the ids of all blocks of one blob must have the same.
    public int length() {
        return decodedLength(value);
    }

    private static int decodedLength(String text) {
        if (text.length() % 4 != 0) {
            return -1; // where Java's decoder does without the padding
        }
        try {
            return Base64.getDecoder().decode(text).length;
        } catch (IllegalArgumentException _) {
            return -1;
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
