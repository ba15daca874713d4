package org.amana.search;

import java.io.EOFException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.amana.kernel.AmanaException;
import org.amana.kernel.ErrorCode;
import org.apache.lucene.index.CorruptIndexException;
import org.apache.lucene.index.IndexFormatTooNewException;
import org.apache.lucene.index.IndexFormatTooOldException;
import org.apache.lucene.store.AlreadyClosedException;

/// Tells of a failure of Lucene's what it means for the index.
final class IndexFailure {
    private IndexFailure() {}

    /// Whether a part of the index is damaged, gone or of another version, so that it must be made anew.
    ///
    /// Lucene wraps what it meets while it reads values beside the text, and what closed a writer. What
    /// caused an [AmanaException] is its thrower's: a deed with the index reads texts from the store too, and
    /// a file that is missing there is none of the index's.
    static boolean isDamage(Throwable failure) {
        for (Throwable cause = failure; cause != null && !(cause instanceof AmanaException); cause = cause.getCause()) {
            if (cause instanceof CorruptIndexException
                    || cause instanceof IndexFormatTooOldException
                    || cause instanceof IndexFormatTooNewException
                    || cause instanceof NoSuchFileException
                    || cause instanceof EOFException) {
                return true;
            }
        }
        return false;
    }

    /// `CORRUPT` if it is damage, `SERVER_BUSY` if the index is closed; of what the disk said, its code.
    ///
    /// @param what cannot be done
    static AmanaException of(Path folder, String what, Exception cause) {
        String index = "index " + folder + ": " + what + ": ";
        if (cause.getCause() instanceof AmanaException known) {
            return new AmanaException(known.code(), index + known.message(), cause);
        }
        return new AmanaException(codeOf(cause), index + cause.getMessage(), cause);
    }

    /// An index that is closed is being opened again, or made anew.
    private static ErrorCode codeOf(Exception cause) {
        if (isDamage(cause)) {
            return ErrorCode.CORRUPT;
        }
        return cause instanceof AlreadyClosedException ? ErrorCode.SERVER_BUSY : ErrorCode.INTERNAL;
    }
}
