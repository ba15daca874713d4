package org.amana.soak;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// A blob or a snapshot of one, as a model knows it.
///
/// @param type what `Content-Type` tells; "" when it was taken away (Azure REST: *Set Blob Properties*)
/// @param md5 in Base64
/// @param copiedFrom the address that the copy state tells
/// @param version the id of this version; "" while versions are off
/// @param modified in whole seconds
@SuppressWarnings("ArrayRecordComponent") // never compared
record ModelBlob(
        byte[] bytes,
        ModelKind kind,
        String type,
        Optional<String> md5,
        Map<String, String> metadata,
        SortedMap<String, String> tags,
        Optional<String> copiedFrom,
        ModelLease lease,
        String etag,
        String version,
        Instant created,
        Instant modified) {
    private static final String DEFAULT_TYPE = "application/octet-stream";

    /// A block with the bytes it had when it was committed.
    @SuppressWarnings("ArrayRecordComponent")
    record Block(String id, byte[] bytes) {}

    ModelBlob {
        metadata = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(metadata));
        tags = java.util.Collections.unmodifiableSortedMap(new TreeMap<>(tags));
    }

    /// The blocks that were committed, of a block blob.
    List<Block> blocks() {
        return kind instanceof ModelKind.Block it ? it.blocks() : List.of();
    }

    /// The type of new content.
    static String typeOr(String asked) {
        return asked.isEmpty() ? DEFAULT_TYPE : asked;
    }

    ModelBlob withEtag(String changed) {
        return new ModelBlob(
                bytes, kind, type, md5, metadata, tags, copiedFrom, lease, changed, version, created, modified);
    }

    /// Other content in place.
    ModelBlob withContent(byte[] other, ModelKind otherKind) {
        return new ModelBlob(
                other, otherKind, type, md5, metadata, tags, copiedFrom, lease, etag, version, created, modified);
    }

    ModelBlob withKind(ModelKind other) {
        return withContent(bytes, other);
    }

    ModelBlob withMd5(Optional<String> told) {
        return new ModelBlob(
                bytes, kind, type, told, metadata, tags, copiedFrom, lease, etag, version, created, modified);
    }

    ModelBlob withLease(ModelLease changed) {
        return new ModelBlob(
                bytes, kind, type, md5, metadata, tags, copiedFrom, changed, etag, version, created, modified);
    }

    ModelBlob withTags(SortedMap<String, String> changed) {
        return new ModelBlob(
                bytes, kind, type, md5, metadata, changed, copiedFrom, lease, etag, version, created, modified);
    }

    ModelBlob withMetadata(Map<String, String> changed) {
        return new ModelBlob(
                bytes, kind, type, md5, changed, tags, copiedFrom, lease, etag, version, created, modified);
    }

    /// Set Blob Properties: every standard header anew. The copy state is forgotten (Azure REST: *Get Blob*,
    /// `x-ms-copy-id`).
    ModelBlob withHeaders(String newType, Optional<String> newMd5) {
        return new ModelBlob(
                bytes,
                kind,
                newType,
                newMd5,
                metadata,
                tags,
                Optional.empty(),
                lease,
                etag,
                version,
                created,
                modified);
    }

    /// Changed at a time: a lease that has ended by then is gone for good.
    ModelBlob changed(Instant now) {
        return new ModelBlob(
                bytes,
                kind,
                type,
                md5,
                metadata,
                tags,
                copiedFrom,
                lease.afterChange(now),
                etag,
                version,
                created,
                Instant.ofEpochSecond(now.getEpochSecond()));
    }

    ModelBlob withVersion(String other) {
        return new ModelBlob(bytes, kind, type, md5, metadata, tags, copiedFrom, lease, etag, other, created, modified);
    }

    /// A snapshot of it.
    ModelBlob asSnapshot() {
        return asPast().withVersion("");
    }

    /// As it is when something else has taken its place.
    ModelBlob asPast() {
        return withLease(ModelLease.NONE);
    }
}
