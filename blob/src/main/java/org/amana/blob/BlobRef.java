package org.amana.blob;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/// Names a blob, one of its snapshots or one of its versions, whether it exists or not; [Snapshot#NONE] and
/// [VersionId#NONE] stand for the blob itself.
public record BlobRef(ContainerRef container, BlobName name, Snapshot snapshot, VersionId version) {
    private static final HexFormat HEX = HexFormat.of().withUpperCase();

    public BlobRef(ContainerRef container, BlobName name, Snapshot snapshot) {
        this(container, name, snapshot, VersionId.NONE);
    }

    public static BlobRef of(ContainerRef container, String name) {
        return new BlobRef(container, new BlobName(name), Snapshot.NONE);
    }

    public BlobRef at(Snapshot other) {
        return new BlobRef(container, name, other);
    }

    public BlobRef at(VersionId other) {
        return new BlobRef(container, name, Snapshot.NONE, other);
    }

    /// The blob that this is a snapshot or a version of, or this.
    public BlobRef base() {
        return at(Snapshot.NONE);
    }

    public boolean isSnapshot() {
        return !snapshot.equals(Snapshot.NONE);
    }

    /// Whether it names the blob itself, and nothing of its past.
    public boolean isBase() {
        return !isSnapshot() && !version.isPresent();
    }

    /// `container/blob`, what the ledger commits to.
    public String path() {
        return container.name() + "/" + name;
    }

    /// Its path in a URL, `/account/container/blob`: whatever may not stand there is encoded, byte by byte of its UTF-8
    /// (RFC 3986 §3.3). The bytes are the name's own, so that what is read from the path names this very blob.
    public String urlPath() {
        StringBuilder encoded = new StringBuilder();
        for (byte b : ("/" + container.account() + "/" + path()).getBytes(StandardCharsets.UTF_8)) {
            char c = (char) (b & 0xFF);
            boolean plain = c < 0x80 && (Character.isLetterOrDigit(c) || "/-._~!$&'()*+,;=:@".indexOf(c) >= 0);
            encoded.append(plain ? String.valueOf(c) : "%" + HEX.toHexDigits(b));
        }
        return encoded.toString();
    }

    @Override
    public String toString() {
        if (version.isPresent()) {
            return path() + "?versionid=" + version;
        }
        return isSnapshot() ? path() + "?snapshot=" + snapshot : path();
    }
}
