package org.amana.analysis.worker;

import java.io.EOFException;
import java.util.Locale;
import org.amana.analysis.Refusal;
import org.apache.pdfbox.pdmodel.encryption.InvalidPasswordException;
import org.apache.tika.exception.EncryptedDocumentException;
import org.apache.tika.exception.ZeroByteFileException;

/// Turns what a parser threw into a reason that a person understands.
final class Failures {
    private static final int DEEPEST_CAUSE = 20;

    private Failures() {}

    /// @param what what was being read, for the sentence: `PDF`, `application/zip`
    static RefusedException refused(String what, Throwable thrown) {
        Throwable cause = thrown;
        for (int depth = 0; cause != null && depth < DEEPEST_CAUSE; depth++, cause = cause.getCause()) {
            if (cause instanceof RefusedException refused) {
                return refused;
            }
            if (cause instanceof EncryptedDocumentException
                    || cause instanceof InvalidPasswordException
                    || cause instanceof org.apache.poi.EncryptedDocumentException) {
                return new RefusedException(Refusal.ENCRYPTED, "It needs a password to be opened.");
            }
            if (cause instanceof ZeroByteFileException) {
                return new RefusedException(Refusal.CORRUPT, "It is empty.");
            }
            if (looksLikeABomb(cause)) {
                return new RefusedException(
                        Refusal.BOMB, "It unpacks to far more than it holds, as a decompression bomb does.");
            }
        }
        return new RefusedException(Refusal.CORRUPT, "It cannot be read as " + what + ": " + innermost(thrown));
    }

    private static boolean looksLikeABomb(Throwable cause) {
        String message = String.valueOf(cause.getMessage()).toLowerCase(Locale.ROOT);
        return message.contains("zip bomb")
                || message.contains("entity expansion")
                || message.contains("number of entity")
                || (message.contains("entities") && message.contains("limit"))
                || message.contains("too much nesting");
    }

    private static String innermost(Throwable thrown) {
        Throwable cause = thrown;
        for (int depth = 0; depth < DEEPEST_CAUSE; depth++) {
            Throwable next = cause.getCause();
            if (next == null) {
                break;
            }
            cause = next;
        }
        if (cause instanceof EOFException) {
            return "it ends too early";
        }
        String message = cause.getMessage();
        return printable(message == null || message.isBlank() ? cause.getClass().getSimpleName() : message);
    }

    /// A parser's message may quote the file: only what can be shown in one line stays.
    static String printable(String message) {
        StringBuilder line = new StringBuilder();
        message.codePoints()
                .limit(200)
                .map(c -> Character.isISOControl(c) || Character.getType(c) == Character.FORMAT ? ' ' : c)
                .forEach(line::appendCodePoint);
        return line.toString().strip();
    }
}
