package org.amana.policy;

import java.util.Locale;

/// Who acts: a person, a service that speaks for itself, or one of Amana's own analysers.
///
/// @param name how people call it; never written to the public part of the ledger
public record Principal(PrincipalId id, String name, Kind kind) {
    private static final int MOST_CHARACTERS = 200;

    /// What a principal is.
    public enum Kind {
        PERSON,
        SERVICE,
        ANALYSER;

        private final String word = name().toLowerCase(Locale.ROOT);

        /// The word in policies: `person`.
        public String word() {
            return word;
        }
    }

    public Principal {
        if (name.isBlank() || name.length() > MOST_CHARACTERS) {
            throw new IllegalArgumentException("a principal's name has 1 to " + MOST_CHARACTERS + " characters");
        }
    }
}
