package org.amana.blob;

import java.time.Instant;

/// Until when a blob must not be changed or deleted. While [Mode#UNLOCKED] it may be shortened or taken away; once
/// [Mode#LOCKED] it may only be made longer.
///
/// @param until whole seconds; from then on the blob is free
public record ImmutabilityPolicy(Instant until, Mode mode) {
    public enum Mode {
        UNLOCKED("unlocked"),
        LOCKED("locked");

        private final String word;

        Mode(String word) {
            this.word = word;
        }

        /// As answers have it; requests are read in any case.
        public String word() {
            return word;
        }
    }

    public ImmutabilityPolicy {
        until = Seconds.of(until);
    }

    boolean isInForce(Instant now) {
        return now.isBefore(until);
    }
}
