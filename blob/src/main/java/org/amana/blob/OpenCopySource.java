package org.amana.blob;

import java.util.Optional;

/// Reads a blob or snapshot to copy it: the source half of a copy, decided and recorded as a read of its own.
///
/// @param range empty for the whole blob
public record OpenCopySource(BlobRef blob, Optional<ByteRange> range, Conditions conditions) {
    public static OpenCopySource of(BlobRef blob) {
        return new OpenCopySource(blob, Optional.empty(), Conditions.NONE);
    }
}
