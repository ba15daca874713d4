package org.amana.blob;

import java.util.Optional;

/// Writes a blob with the content of another blob or snapshot of this server: Copy Blob, Copy Blob From URL and
/// Put Blob From URL, which differ in what they take over.
///
/// @param headers empty to take over the source's
/// @param metadata empty to take over the source's; Azure does so when the request names none
/// @param tags empty to take over the source's
/// @param sourceUrl what the copy state tells of the source, without a signature; "" keeps no copy state
/// @param expected what the source's content must sum up to
public record CopyBlob(
        BlobRef blob,
        CopySource source,
        Optional<HttpHeaders> headers,
        Optional<Metadata> metadata,
        Optional<Tags> tags,
        String sourceUrl,
        SourceSums expected,
        Conditions conditions) {
    public static CopyBlob of(BlobRef blob, CopySource source) {
        return new CopyBlob(
                blob,
                source,
                Optional.empty(),
                Optional.empty(),
                Optional.of(Tags.NONE),
                source.blob().toString(),
                SourceSums.NONE,
                Conditions.NONE);
    }
}
