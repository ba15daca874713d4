package org.amana.durable;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.amana.kernel.AmanaException;
import org.amana.kernel.ErrorCode;

/// What an `IOException` means.
final class DiskFailure {
    private DiskFailure() {}

    static AmanaException of(Path path, String what, IOException cause) {
        boolean asked = cause instanceof NoSuchFileException || cause instanceof AccessDeniedException;
        return new AmanaException(
                !asked && isFull(cause, path) ? ErrorCode.INSUFFICIENT_STORAGE : ErrorCode.DISK_FAILED,
                FileTrouble.told(path, what, cause),
                cause);
    }

    /// The JDK tells a full disk by text alone, in the language of the machine; so the free space is asked as
    /// well.
    private static boolean isFull(IOException cause, Path path) {
        String text = String.valueOf(cause.getMessage());
        if (text.contains("No space left") || text.contains("quota exceeded")) {
            return true;
        }
        try {
            Path there = Files.exists(path) ? path : path.toAbsolutePath().getParent();
            return there != null && Files.getFileStore(there).getUsableSpace() < 4096;
        } catch (IOException _) {
            return false;
        }
    }
}
