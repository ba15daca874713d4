package org.amana.blob;

/// Names a blob, one of its snapshots or one of its versions, whether it exists or not; [Snapshot#NONE] and
/// [VersionId#NONE] stand for the blob itself.
public record BlobRef(ContainerRef container, BlobName name, Snapshot snapshot, VersionId version) {
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

    @Override
    public String toString() {
        if (version.isPresent()) {
            return path() + "?versionid=" + version;
        }
        return isSnapshot() ? path() + "?snapshot=" + snapshot : path();
    }
}
