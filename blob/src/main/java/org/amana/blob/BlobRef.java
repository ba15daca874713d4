package org.amana.blob;

/// Names a blob or one of its snapshots, whether it exists or not; [Snapshot#NONE] stands for the blob itself.
public record BlobRef(ContainerRef container, BlobName name, Snapshot snapshot) {
    public static BlobRef of(ContainerRef container, String name) {
        return new BlobRef(container, new BlobName(name), Snapshot.NONE);
    }

    public BlobRef at(Snapshot other) {
        return new BlobRef(container, name, other);
    }

    /// The blob that this is a snapshot of, or this.
    public BlobRef base() {
        return at(Snapshot.NONE);
    }

    public boolean isSnapshot() {
        return !snapshot.equals(Snapshot.NONE);
    }

    /// `container/blob`, what the ledger commits to.
    public String path() {
        return container.name() + "/" + name;
    }

    @Override
    public String toString() {
        return isSnapshot() ? path() + "?snapshot=" + snapshot : path();
    }
}
