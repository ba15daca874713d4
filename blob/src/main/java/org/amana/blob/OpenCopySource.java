package org.amana.blob;

import java.util.Optional;

/// Reads a blob or snapshot to copy it: the source half of a copy, decided and recorded as a read of its own.
///
/// @param range empty for the whole blob
/// @param conditions with the customer's key that the source is encrypted with, if it is
/// @param evenArchived whether the copy can wait until an archived source has been rehydrated
public record OpenCopySource(BlobRef blob, Optional<ByteRange> range, Conditions conditions, boolean evenArchived) {
    public OpenCopySource(BlobRef blob, Optional<ByteRange> range, Conditions conditions) {
        this(blob, range, conditions, false);
    }

    public static OpenCopySource of(BlobRef blob) {
        return new OpenCopySource(blob, Optional.empty(), Conditions.NONE);
    }

    public OpenCopySource evenIfArchived(boolean even) {
        return new OpenCopySource(blob, range, conditions, even);
    }
}
