package org.amana.analysis;

/// A task is given up.
final class ParkedException extends Exception {
    private static final long serialVersionUID = 1;

    // Not serialised: an exception of ours never is.
    private final transient Reason reason;

    ParkedException(Reason reason) {
        super(reason.sentence());
        this.reason = reason;
    }

    Reason reason() {
        return reason;
    }
}
