package org.amana.blob;

import java.time.Instant;

/// The way of an archived blob back to where it can be read.
///
/// @param to where it is going; never [Tier#ARCHIVE]
/// @param done when it may be there; the janitor brings it there at the first round after that
public record Rehydration(Tier to, Priority priority, Instant done) {
    /// How soon (`x-ms-rehydrate-priority`).
    public enum Priority {
        STANDARD("Standard"),
        HIGH("High");

        private final String word;

        Priority(String word) {
            this.word = word;
        }

        public String word() {
            return word;
        }
    }

    public Rehydration {
        if (to == Tier.ARCHIVE) {
            throw new IllegalArgumentException("a blob is not rehydrated into the archive");
        }
    }

    /// As `x-ms-archive-status` tells it.
    public String status() {
        return "rehydrate-pending-to-" + to.word().toLowerCase(java.util.Locale.ROOT);
    }
}
