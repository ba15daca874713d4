package org.amana.analysis.worker;

/// Stops a parser once there is as much text as is kept. Not a failure.
final class EnoughException extends RuntimeException {
    private static final long serialVersionUID = 1;

    EnoughException() {
        super("enough text", null, false, false);
    }

    static boolean causes(Throwable thrown) {
        Throwable cause = thrown;
        for (int depth = 0; cause != null && depth < 20; depth++, cause = cause.getCause()) {
            if (cause instanceof EnoughException) {
                return true;
            }
        }
        return false;
    }
}
