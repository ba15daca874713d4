package org.amana.verifier;

/// Bytes that are not what their format demands. The message names the place and what was expected there.
public final class MalformedException extends RuntimeException {
    private static final long serialVersionUID = 1;

    public MalformedException(String message) {
        super(message);
    }

    public MalformedException(String message, Throwable cause) {
        super(message, cause);
    }

    /// The message, never absent.
    public String message() {
        String message = getMessage();
        return message == null ? "malformed" : message;
    }
}
