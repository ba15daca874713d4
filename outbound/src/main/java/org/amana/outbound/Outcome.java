package org.amana.outbound;

/// What came of going out: an answer of whatever status, or none.
public sealed interface Outcome permits Answer, Outcome.Unreachable {
    /// No answer came.
    ///
    /// @param why for the one who named the URL; says the same of a name that there is not and of one whose
    ///     addresses may not be reached, so that nobody learns what names there are in the house
    record Unreachable(String why) implements Outcome {}
}
