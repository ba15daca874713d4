package org.amana.outbound;

/// What came of going out: an answer of whatever status, or none.
public sealed interface Outcome permits Answer, Outcome.Unreachable, Outcome.Unable {
    /// No answer came.
    ///
    /// @param why for the one who named the URL; says the same of a name that there is not and of one whose
    ///     addresses may not be reached, so that nobody learns what names there are in the house
    record Unreachable(String why) implements Outcome {}

    /// This server could not go, for a reason of its own: it says nothing of who would have been asked, and another
    /// time it may be otherwise.
    record Unable(String why) implements Outcome {}
}
