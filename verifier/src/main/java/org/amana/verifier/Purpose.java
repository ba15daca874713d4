package org.amana.verifier;

/// A purpose: its terms, which change, and its use and its credentials, which go on.
record Purpose(Terms terms, Use use, Holders holders) {
    /// About how many bytes of memory it takes.
    long weight() {
        return terms.weight() + Use.WEIGHT + Holders.WEIGHT;
    }
}
