package org.amana.blob;

import java.util.Locale;
import java.util.Optional;

/// How soon a blob's bytes must be at hand (Azure: *Access tiers for blob data*). All lie on the same disks here; an
/// archived blob cannot be read all the same until it has been rehydrated, as clients and policies rely on it.
public enum Tier {
    HOT("Hot"),
    COOL("Cool"),
    COLD("Cold"),
    ARCHIVE("Archive");

    private final String word;

    Tier(String word) {
        this.word = word;
    }

    /// As the wire has it.
    public String word() {
        return word;
    }

    /// @return empty for a word that is no tier of a block blob
    public static Optional<Tier> of(String word) {
        try {
            return Optional.of(valueOf(word.toUpperCase(Locale.ROOT)));
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }
}
