package org.amana.blob;

/// What type a blob is, with what is known of it because of that. A blob keeps its type until it is
/// deleted; then there may be one of another type under its name.
public sealed interface BlobKind {
    /// Azure's words for the types, as in `x-ms-blob-type`.
    String BLOCK_BLOB = "BlockBlob";

    String APPEND_BLOB = "AppendBlob";
    String PAGE_BLOB = "PageBlob";

    static BlobKind block() {
        return new Block();
    }

    /// Written whole, or made of blocks.
    record Block() implements BlobKind {}

    /// Grows at its end.
    ///
    /// @param blocks how many have been appended, up to 50,000
    /// @param sealed whether nothing may be appended any more
    record Append(int blocks, boolean sealed) implements BlobKind {
        public static final Append EMPTY = new Append(0, false);

        public Append withSealed(boolean other) {
            return new Append(blocks, other);
        }

        Append grown() {
            return new Append(blocks + 1, sealed);
        }
    }

    /// Pages of 512 bytes that are written in any order; those never written, or cleared, are zeros.
    ///
    /// @param sequenceNumber 0 or more; the client's own
    /// @param allocated bytes of the pages that are written
    record Page(long sequenceNumber, long allocated) implements BlobKind {
        Page withAllocated(long bytes) {
            return new Page(sequenceNumber, bytes);
        }

        Page withSequenceNumber(long number) {
            return new Page(number, allocated);
        }
    }

    /// A page blob that follows another: each incremental copy brings it what changed from one snapshot of
    /// the other to the next, and takes a snapshot of it. It can be neither read nor written itself; its
    /// snapshots are page blobs like any others.
    ///
    /// @param latest its newest snapshot
    /// @param allocated bytes of the pages that are written
    record IncrementalCopy(Snapshot latest, long allocated) implements BlobKind {}

    /// The same type without content, as a copy leaves it that did not come to its end.
    default BlobKind emptied() {
        return switch (this) {
            case Append _ -> Append.EMPTY;
            case Page _ -> new Page(0, 0);
            case Block _, IncrementalCopy _ -> this;
        };
    }

    /// Azure's word for it.
    default String word() {
        return switch (this) {
            case Block _ -> BLOCK_BLOB;
            case Append _ -> APPEND_BLOB;
            case Page _, IncrementalCopy _ -> PAGE_BLOB;
        };
    }

    /// How many bytes a blob of this length counts as: all, but of a page blob only those that are written.
    default long storedBytes(long length) {
        return switch (this) {
            case Block _, Append _ -> length;
            case Page page -> page.allocated();
            case IncrementalCopy copy -> copy.allocated();
        };
    }
}
