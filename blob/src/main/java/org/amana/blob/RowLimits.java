package org.amana.blob;

/// How many rows of append and page blobs are handled at once, however many there are: so that no content takes memory
/// by how often it was written, and no change holds up the others.
///
/// @param inMemory rows that one query reads at most; 2,048 are some 300 KiB and two milliseconds
/// @param inChange rows that one change works off at most
record RowLimits(int inMemory, int inChange) {
    static final RowLimits DEFAULTS = new RowLimits(2_048, 500);
}
