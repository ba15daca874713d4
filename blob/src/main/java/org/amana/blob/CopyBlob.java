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
/// @param sealed whether the copy of an append blob is sealed; empty to take over the source's
/// @param keepAs a copy of an archived blob must name a tier in which it can be read, and is rehydrated into it
public record CopyBlob(
        BlobRef blob,
        CopySource source,
        Optional<HttpHeaders> headers,
        Optional<Metadata> metadata,
        Optional<Tags> tags,
        String sourceUrl,
        SourceSums expected,
        KeepAs keepAs,
        Conditions conditions,
        Optional<Boolean> sealed) {
    public CopyBlob withSealed(Optional<Boolean> other) {
        return new CopyBlob(blob, source, headers, metadata, tags, sourceUrl, expected, keepAs, conditions, other);
    }

    /// What the copy is: a blob of the source's type, but Put Blob From URL makes a block blob of anything.
    ///
    /// @throws org.amana.kernel.AmanaException `INVALID_BLOB_TYPE` when something else than an append blob is
    ///     to be sealed
    BlobKind kind() {
        BlobKind kind =
                sourceUrl.isEmpty() ? BlobKind.block() : source.properties().kind();
        if (sealed.isEmpty()) {
            return kind;
        }
        return new Form(kind, 0).requireAppend(source.blob()).withSealed(sealed.get());
    }

    public static CopyBlob of(BlobRef blob, CopySource source) {
        return new CopyBlob(
                blob,
                source,
                Optional.empty(),
                Optional.empty(),
                Optional.of(Tags.NONE),
                source.blob().toString(),
                SourceSums.NONE,
                KeepAs.NONE,
                Conditions.NONE,
                Optional.empty());
    }

    /// The same with the tags of the source.
    public CopyBlob withTagsOfSource() {
        return new CopyBlob(
                blob, source, headers, metadata, Optional.empty(), sourceUrl, expected, keepAs, conditions, sealed);
    }

    public CopyBlob withConditions(Conditions other) {
        return new CopyBlob(blob, source, headers, metadata, tags, sourceUrl, expected, keepAs, other, sealed);
    }

    public CopyBlob withKeepAs(KeepAs other) {
        return new CopyBlob(blob, source, headers, metadata, tags, sourceUrl, expected, other, conditions, sealed);
    }
}
