package org.amana.analysis.worker;

import java.io.EOFException;
import java.util.Locale;
import org.amana.analysis.Reason;
import org.apache.commons.compress.archivers.zip.UnsupportedZipFeatureException;
import org.apache.commons.compress.archivers.zip.UnsupportedZipFeatureException.Feature;
import org.apache.pdfbox.pdmodel.encryption.InvalidPasswordException;
import org.apache.tika.exception.EncryptedDocumentException;
import org.apache.tika.exception.ZeroByteFileException;

/// Turns what a parser threw into a reason. What it said is not handed on: it may quote the file.
final class Failures {
    private static final int DEEPEST_CAUSE = 20;

    private Failures() {}

    /// @param type media type of what was being read
    static RefusedException refused(String type, Throwable thrown) {
        return refused(Reason.of(Reason.Kind.DAMAGED, PublicTypes.of(type)), thrown);
    }

    /// @param otherwise the reason when what was thrown tells no better one
    static RefusedException refused(Reason otherwise, Throwable thrown) {
        Throwable cause = thrown;
        Throwable innermost = thrown;
        for (int depth = 0; cause != null && depth < DEEPEST_CAUSE; depth++, cause = cause.getCause()) {
            if (cause instanceof RefusedException refused) {
                return refused;
            }
            if (cause instanceof EncryptedDocumentException
                    || cause instanceof InvalidPasswordException
                    || cause instanceof org.apache.poi.EncryptedDocumentException) {
                return new RefusedException(Reason.Kind.PASSWORD);
            }
            if (cause instanceof UnsupportedZipFeatureException unsupported) {
                return new RefusedException(unpacking(unsupported.getFeature()));
            }
            if (cause instanceof ZeroByteFileException) {
                return new RefusedException(Reason.Kind.EMPTY);
            }
            if (looksLikeABomb(cause)) {
                return new RefusedException(Reason.Kind.BOMB_SWELLS);
            }
            innermost = cause;
        }
        return innermost instanceof EOFException
                ? new RefusedException(Reason.Kind.CUT_OFF)
                : new RefusedException(otherwise);
    }

    private static Reason.Kind unpacking(Feature feature) {
        if (feature.equals(Feature.ENCRYPTION)) {
            return Reason.Kind.PASSWORD;
        }
        return feature.equals(Feature.SPLITTING) ? Reason.Kind.SPLIT : Reason.Kind.PACKED;
    }

    private static boolean looksLikeABomb(Throwable cause) {
        String message = String.valueOf(cause.getMessage()).toLowerCase(Locale.ROOT);
        return message.contains("zip bomb")
                || message.contains("entity expansion")
                || message.contains("number of entity")
                || (message.contains("entities") && message.contains("limit"))
                || message.contains("too much nesting");
    }
}
