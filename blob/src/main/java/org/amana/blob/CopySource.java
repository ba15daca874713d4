package org.amana.blob;

import org.amana.policy.Permit;

/// The right to copy one version of a blob, got by passing the gate with [OpenCopySource]. It holds no bytes and needs
/// no
/// closing; a copy fails with `SOURCE_CONDITION_NOT_MET` when the source has changed meanwhile.
public final class CopySource {
    private final BlobRef blob;
    private final BlobProperties properties;
    private final ByteRange range;
    private final boolean whole;
    private final Permit permit;

    CopySource(BlobRef blob, BlobProperties properties, ByteRange range, boolean whole, Permit permit) {
        this.blob = blob;
        this.properties = properties;
        this.range = range;
        this.whole = whole;
        this.permit = permit;
    }

    public BlobRef blob() {
        return blob;
    }

    public BlobProperties properties() {
        return properties;
    }

    /// Bytes that will be copied.
    public long length() {
        return whole ? properties.length() : range.length();
    }

    /// The bytes to copy; meaningless for an empty blob.
    ByteRange range() {
        return range;
    }

    boolean whole() {
        return whole;
    }

    /// Under which the source may be read.
    Permit permit() {
        return permit;
    }
}
