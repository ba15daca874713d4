package org.amana.soak;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// What stands under one name, as its only writer knows it: the blob, the blocks that wait, the snapshots, the lease.
///
/// @param staged by block id
/// @param snapshots oldest first
/// @param lease its id
record Kept(
        Optional<Content> content, SortedMap<String, Piece> staged, List<Snapshot> snapshots, Optional<String> lease) {
    static final Kept NOTHING = new Kept(Optional.empty(), new TreeMap<>(), List.of(), Optional.empty());

    /// A snapshot.
    ///
    /// @param id its time as the server writes it; [#UNKNOWN] if the answer that would have told never came
    record Snapshot(String id, Content content) {
        static final String UNKNOWN = "?";
    }

    Kept {
        staged = java.util.Collections.unmodifiableSortedMap(new TreeMap<>(staged));
        snapshots = List.copyOf(snapshots);
    }

    boolean isNothing() {
        return equals(NOTHING);
    }

    long contentBytes() {
        return content.map(Content::size).orElse(0L);
    }

    long stagedBytes() {
        return staged.values().stream().mapToLong(Piece::size).sum();
    }

    long snapshotBytes() {
        return snapshots.stream()
                .mapToLong(snapshot -> snapshot.content().size())
                .sum();
    }

    long bytes() {
        return contentBytes() + stagedBytes() + snapshotBytes();
    }

    /// New content; what waited for the old one is gone.
    Kept written(Content written) {
        return new Kept(Optional.of(written), new TreeMap<>(), snapshots, lease);
    }

    Kept withBlock(String id, Piece piece) {
        SortedMap<String, Piece> blocks = new TreeMap<>(staged);
        blocks.put(id, piece);
        return new Kept(content, blocks, snapshots, lease);
    }

    Kept withSnapshot(String id) {
        List<Snapshot> more = new ArrayList<>(snapshots);
        more.add(new Snapshot(id, content.orElseThrow()));
        return new Kept(content, staged, more, lease);
    }

    Kept withLease(Optional<String> held) {
        return new Kept(content, staged, snapshots, held);
    }
}
