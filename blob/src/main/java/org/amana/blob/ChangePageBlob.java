package org.amana.blob;

import java.util.Optional;
import java.util.OptionalLong;

/// Changes the length or the sequence number of a page blob, and its standard headers if any are given.
///
/// @param length bytes; what is cut off is gone, what is added is zeros; empty to keep it
/// @param headers empty to keep those it has
public record ChangePageBlob(
        BlobRef blob,
        OptionalLong length,
        SequenceAction sequence,
        Optional<HttpHeaders> headers,
        Conditions conditions) {
    /// @throws org.amana.kernel.AmanaException `INVALID_HEADER` for a length that no page blob has
    public ChangePageBlob {
        length.ifPresent(CreateBlob::requirePageBlobLength);
    }
}
