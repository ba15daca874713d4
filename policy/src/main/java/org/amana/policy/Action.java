package org.amana.policy;

import java.util.Locale;

/// What is done to data; the word `act` of a ledger entry and the name of the Cedar action.
public enum Action {
    READ,
    WRITE,
    LIST,
    DELETE,
    ANALYZE,
    SEARCH,
    EXPORT,
    ADMIN;

    private final String word = name().toLowerCase(Locale.ROOT);

    /// The word in ledger entries and policies: `read`.
    public String word() {
        return word;
    }
}
