package org.amana.web.blob;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.amana.blob.BlobKind;
import org.amana.blob.BlobProperties;
import org.amana.blob.CopyState;
import org.amana.blob.CopyStatus;
import org.amana.blob.HttpHeaders;
import org.amana.blob.LeaseDuration;
import org.amana.blob.LeaseView;
import org.amana.blob.Md5;
import org.amana.blob.VersionId;

/// The headers that tell of a blob, in the answers to Get Blob and Get Blob Properties.
final class BlobHeaders {
    /// One of [BlobKind]'s words.
    static final String TYPE = "x-ms-blob-type";

    static final String COMMITTED_BLOCKS = "x-ms-blob-committed-block-count";
    static final String SEALED = "x-ms-blob-sealed";
    static final String SEQUENCE_NUMBER = "x-ms-blob-sequence-number";

    private BlobHeaders() {}

    /// A type as [BlobKind] writes it, whatever letter case it was sent in; what is none stays as it is.
    static String type(String sent) {
        return Stream.of(BlobKind.BLOCK_BLOB, BlobKind.APPEND_BLOB, BlobKind.PAGE_BLOB)
                .filter(sent::equalsIgnoreCase)
                .findFirst()
                .orElse(sent);
    }

    /// Everything but the length and the MD5, which depend on what part of the blob is answered.
    static void write(Reply reply, BlobProperties properties, ResponseOverrides overrides) {
        reply.version(properties.etag(), properties.lastModified())
                .set("x-ms-creation-time", HttpDate.format(properties.created()))
                .set(TYPE, properties.kind().word())
                .set("Accept-Ranges", "bytes")
                .set("x-ms-server-encrypted", true);
        encryption(reply, properties);
        kind(reply, properties.kind());
        if (properties.standing().isBlob()) {
            lease(reply, properties.lease());
        }
        version(reply, properties.standing().version());
        if (properties.standing().isCurrentVersion()) {
            reply.set("x-ms-is-current-version", true);
        }
        KeepingHeaders.write(reply, properties);
        if (!properties.tags().isEmpty()) {
            reply.set("x-ms-tag-count", Integer.toString(properties.tags().count()));
        }
        properties.copy().ifPresent(copy -> copy(reply, copy));
        standard(reply, properties.headers(), overrides);
        reply.metadata(properties.metadata());
    }

    /// With which key of its customer's it is encrypted, or in which encryption scope, if it is.
    static void encryption(Reply reply, BlobProperties properties) {
        EncryptionScopeHeaders.write(reply, properties);
        properties
                .keeping()
                .encryption()
                .ifPresent(it -> reply.set(CustomerKeyHeaders.HASH, it.key().base64()));
    }

    private static void kind(Reply reply, BlobKind kind) {
        switch (kind) {
            case BlobKind.Block _ -> {}
            case BlobKind.Append append -> {
                reply.set(COMMITTED_BLOCKS, Integer.toString(append.blocks()));
                if (append.sealed()) {
                    reply.set(SEALED, true);
                }
            }
            case BlobKind.Page page -> reply.set(SEQUENCE_NUMBER, Long.toString(page.sequenceNumber()));
            case BlobKind.IncrementalCopy copy ->
                reply.set(SEQUENCE_NUMBER, "0")
                        .set("x-ms-incremental-copy", true)
                        .set("x-ms-copy-destination-snapshot", copy.latest().toString());
        }
    }

    /// Nothing while versions are off.
    static void version(Reply reply, VersionId version) {
        reply.set("x-ms-version-id", version.toString());
    }

    static void lease(Reply reply, LeaseView lease) {
        reply.set("x-ms-lease-status", Listing.word(lease.status()))
                .set("x-ms-lease-state", Listing.word(lease.state()));
        if (lease.duration() != LeaseDuration.NONE) {
            reply.set("x-ms-lease-duration", Listing.word(lease.duration()));
        }
    }

    private static void copy(Reply reply, CopyState copy) {
        reply.set("x-ms-copy-id", copy.id())
                .set("x-ms-copy-source", copy.source())
                .set("x-ms-copy-status", word(copy.status()))
                .set("x-ms-copy-status-description", ascii(copy.description()))
                .set("x-ms-copy-progress", progress(copy))
                .set("x-ms-copy-completion-time", copy.isPending() ? "" : HttpDate.format(copy.completed()));
    }

    /// `pending`, `success`, `aborted`, `failed`.
    static String word(CopyStatus status) {
        return status.name().toLowerCase(Locale.ROOT);
    }

    private static String ascii(String text) {
        return text.replaceAll("[^ -~]", "?");
    }

    /// Bytes copied of bytes in all.
    static String progress(CopyState copy) {
        return copy.copied() + "/" + copy.total();
    }

    private static void standard(Reply reply, HttpHeaders headers, ResponseOverrides overrides) {
        reply.set("Content-Type", either(overrides.contentType(), headers.contentType()))
                .set("Content-Encoding", either(overrides.contentEncoding(), headers.contentEncoding()))
                .set("Content-Language", either(overrides.contentLanguage(), headers.contentLanguage()))
                .set("Content-Disposition", either(overrides.contentDisposition(), headers.contentDisposition()))
                .set("Cache-Control", either(overrides.cacheControl(), headers.cacheControl()));
    }

    private static String either(String first, String second) {
        return first.isEmpty() ? second : first;
    }

    static void md5(Reply reply, String name, Optional<Md5> md5) {
        md5.ifPresent(value -> reply.set(name, value.base64()));
    }
}
