package org.amana.blob;

/// That a content version of an append or page blob is being read, see [Readings]. Closing it again does nothing.
final class Reading implements Hold {
    private final Readings readings;
    private final BlobRow row;

    Reading(Readings readings, BlobRow row) {
        this.readings = readings;
        this.row = row;
    }

    /// The blob or snapshot whose content it is, as it was when the reading began.
    BlobRow row() {
        return row;
    }

    @Override
    public void close() {
        readings.end(this);
    }
}
