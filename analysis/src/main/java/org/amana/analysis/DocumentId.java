package org.amana.analysis;

/// Names one analysed document in the catalog. Never used twice: a new version of a blob gets new ids, so that what was
/// found in an old version can never be taken for what is in the new one.
public record DocumentId(long value) {
    @Override
    public String toString() {
        return Long.toString(value);
    }
}
