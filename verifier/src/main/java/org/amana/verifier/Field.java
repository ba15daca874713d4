package org.amana.verifier;

/// One key that the entries of a kind have, and what stands there.
///
/// @param key its name; a kind's keys are in ascending order
/// @param form the form of its value
public record Field(String key, Form form) {
    /// The four forms a value can have.
    public enum Form {
        /// Printable ASCII without `"` and `\`; may be empty.
        TEXT,
        /// An integer from 0 to 2^53 − 1.
        COUNT,
        /// An integer from −(2^53 − 1) to 2^53 − 1.
        NUMBER,
        /// An array of texts.
        TEXTS
    }
}
