package org.amana.policy;

import java.util.Locale;

/// The part of the house an access goes through; the word `svc` of a ledger entry.
public enum Service {
    BLOB,
    SEARCH,
    VISION,
    VIDEO,
    TRANSLATE,
    DOCUMENT,
    ASSISTANT,
    COMPUTE,
    ADMIN,
    OVERSIGHT;

    private final String word = name().toLowerCase(Locale.ROOT);

    /// The word in ledger entries and policies: `blob`.
    public String word() {
        return word;
    }
}
