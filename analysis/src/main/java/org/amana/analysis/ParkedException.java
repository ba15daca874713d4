package org.amana.analysis;

/// A task is given up, with the reason for people.
final class ParkedException extends Exception {
    private static final long serialVersionUID = 1;

    ParkedException(String reason) {
        super(reason);
    }

    String reason() {
        return String.valueOf(getMessage());
    }
}
