package org.amana.blob;

import java.util.OptionalLong;

/// Seals an append blob: nothing can be appended any more.
///
/// @param position how many bytes the blob must have
public record SealBlob(BlobRef blob, OptionalLong position, Conditions conditions) {}
