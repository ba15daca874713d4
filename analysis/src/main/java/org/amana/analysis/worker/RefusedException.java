package org.amana.analysis.worker;

import org.amana.analysis.Reason;

/// The file itself is the reason why it is not read. Unchecked, because it has to come through the parsers of others.
final class RefusedException extends RuntimeException {
    private static final long serialVersionUID = 1;

    // Not serialised: an exception of ours never is.
    private final transient Reason reason;

    RefusedException(Reason reason) {
        super(reason.sentence());
        this.reason = reason;
    }

    RefusedException(Reason.Kind kind, Object... details) {
        this(Reason.of(kind, details));
    }

    Reason reason() {
        return reason;
    }

    boolean isBomb() {
        return reason.kind().isBomb();
    }
}
