package org.amana.verifier;

/// A purpose: its terms, which change, and its use, which goes on.
record Purpose(Terms terms, Use use) {
    /// About how many bytes of memory it takes.
    long weight() {
        return terms.weight() + Use.WEIGHT;
    }
}
