package org.amana.blob;

/// What was said of a legal hold on a blob. One that was taken off is told as such, as Azure does; one that was never
/// spoken of is not told.
public enum LegalHold {
    NEVER_SET,
    OFF,
    ON;

    static LegalHold of(boolean on) {
        return on ? ON : OFF;
    }

    public boolean isOn() {
        return this == ON;
    }

    /// Whether an answer tells of it, as [#isOn].
    public boolean isTold() {
        return this != NEVER_SET;
    }
}
