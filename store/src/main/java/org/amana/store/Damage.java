package org.amana.store;

/// Bytes of an extent that are not what was written. Whoever knows which blobs lie there can name them.
///
/// @param extent in which extent
/// @param offset where the damage begins
/// @param length how many bytes it covers at most; 0 if the extent or its end is missing
/// @param what what is wrong, for a person to read
public record Damage(ExtentId extent, long offset, long length, String what) {
    /// Whether a place's frame lies in the damaged bytes.
    public boolean touches(Place place) {
        return place.extent().equals(extent)
                && (length == 0
                        ? place.offset() + place.sizeOnDisk() > offset
                        : place.offset() < offset + length && offset < place.offset() + place.sizeOnDisk());
    }

    @Override
    public String toString() {
        return "extent " + extent + " offset " + offset + " length " + length + ": " + what;
    }
}
