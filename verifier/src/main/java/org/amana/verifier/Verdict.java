package org.amana.verifier;

/// What a verification comes to, with the exit code that says so.
public enum Verdict {
    /// Everything that was promised is there and right.
    SOUND(0),
    /// Something is not what was promised: evidence that anyone can check again.
    MISBEHAVIOUR(2),
    /// Not everything could be read, and what could be is right.
    INCOMPLETE(3);

    private final int exitCode;

    Verdict(int exitCode) {
        this.exitCode = exitCode;
    }

    public int exitCode() {
        return exitCode;
    }
}
