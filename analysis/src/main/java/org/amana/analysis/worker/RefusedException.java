package org.amana.analysis.worker;

import org.amana.analysis.Refusal;

/// The file itself is the reason why it is not read. Unchecked, because it has to come through the parsers of others.
final class RefusedException extends RuntimeException {
    private static final long serialVersionUID = 1;
    private static final int MAX_MESSAGE = 500;

    private final Refusal refusal;

    RefusedException(Refusal refusal, String message) {
        super(cut(message));
        this.refusal = refusal;
    }

    Refusal refusal() {
        return refusal;
    }

    String sentence() {
        return String.valueOf(getMessage());
    }

    private static String cut(String message) {
        return message.length() <= MAX_MESSAGE ? message : message.substring(0, MAX_MESSAGE) + "…";
    }
}
