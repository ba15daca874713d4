package org.amana.blob;

import org.amana.policy.Permit;

/// The right to copy one version of a blob, got by passing the gate with [OpenCopySource]. It holds no bytes
/// and needs no closing; a copy fails with `SOURCE_CONDITION_NOT_MET` when the source's content has changed
/// meanwhile.
public final class CopySource {
    private final BlobRef blob;
    private final BlobProperties properties;
    private final Box box;
    private final long first;
    private final long length;
    private final Permit permit;
    private final ContentKeys keys;

    CopySource(
            BlobRef blob,
            BlobProperties properties,
            Box box,
            long first,
            long length,
            Permit permit,
            ContentKeys keys) {
        this.blob = blob;
        this.properties = properties;
        this.box = box;
        this.first = first;
        this.length = length;
        this.permit = permit;
        this.keys = keys;
    }

    public BlobRef blob() {
        return blob;
    }

    public BlobProperties properties() {
        return properties;
    }

    /// Bytes that will be copied.
    public long length() {
        return length;
    }

    /// The first byte to copy.
    long first() {
        return first;
    }

    Box box() {
        return box;
    }

    /// Under which its bytes lie.
    ContentKeys keys() {
        return keys;
    }

    boolean whole() {
        return length == properties.length();
    }

    /// Under which the source may be read.
    public Permit permit() {
        return permit;
    }
}
