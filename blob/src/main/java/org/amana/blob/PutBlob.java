package org.amana.blob;

import org.amana.kernel.ByteSize;

/// Writes a whole block blob; uncommitted blocks of it are dropped.
public record PutBlob(
        BlobRef blob, HttpHeaders headers, Metadata metadata, Tags tags, KeepAs keepAs, Conditions conditions) {
    /// The largest body (Azure REST: *Put Blob*, since 2019-12-12).
    public static final ByteSize LARGEST = ByteSize.ofMebibytes(5000);

    public static PutBlob of(BlobRef blob) {
        return new PutBlob(blob, HttpHeaders.NONE, Metadata.NONE, Tags.NONE, KeepAs.NONE, Conditions.NONE);
    }

    public PutBlob withHeaders(HttpHeaders other) {
        return new PutBlob(blob, other, metadata, tags, keepAs, conditions);
    }

    public PutBlob withMetadata(Metadata other) {
        return new PutBlob(blob, headers, other, tags, keepAs, conditions);
    }

    public PutBlob withTags(Tags other) {
        return new PutBlob(blob, headers, metadata, other, keepAs, conditions);
    }

    public PutBlob withConditions(Conditions other) {
        return new PutBlob(blob, headers, metadata, tags, keepAs, other);
    }

    public PutBlob withKeepAs(KeepAs other) {
        return new PutBlob(blob, headers, metadata, tags, other, conditions);
    }
}
