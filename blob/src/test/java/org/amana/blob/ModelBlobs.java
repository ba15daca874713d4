package org.amana.blob;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import org.amana.kernel.ErrorCode;

/// What blobs mean, as simply as it can be said: maps in memory and no regard for cost. One container.
final class ModelBlobs {
    /// Thrown where the service must fail.
    static final class Expected extends RuntimeException {
        private static final long serialVersionUID = 1;
        final ErrorCode code;

        Expected(ErrorCode code) {
            super(code.name());
            this.code = code;
        }
    }

    @SuppressWarnings("ArrayRecordComponent") // compared by hand
    record Piece(String id, byte[] bytes) {}

    /// A blob as it stands.
    static final class One {
        byte[] bytes = {};
        List<Piece> blocks = List.of();
        Map<String, String> metadata = Map.of();
        String type = HttpHeaders.DEFAULT_TYPE;
        boolean hasMd5;
        Map<String, String> tags = Map.of();
        ETag etag = new ETag("");
        LeaseId lease = LeaseId.NONE;
        final TreeMap<Snapshot, One> snapshots = new TreeMap<>();

        One copy() {
            One copy = new One();
            copy.bytes = bytes;
            copy.blocks = blocks;
            copy.metadata = metadata;
            copy.type = type;
            copy.hasMd5 = hasMd5;
            copy.tags = tags;
            copy.etag = etag;
            return copy;
        }
    }

    final TreeMap<BlobName, One> blobs = new TreeMap<>();
    final TreeMap<BlobName, TreeMap<String, byte[]>> waiting = new TreeMap<>();

    /// Of what has waiting blocks only.
    private final TreeMap<BlobName, LeaseId> waitingLeases = new TreeMap<>();

    LeaseId leaseOf(BlobName name) {
        One one = blobs.get(name);
        return one == null ? waitingLeases.getOrDefault(name, LeaseId.NONE) : one.lease;
    }

    void lease(BlobName name, LeaseId lease) {
        if (!blobs.containsKey(name) && waiting.containsKey(name)) {
            waitingLeases.put(name, lease);
        } else {
            require(name).lease = lease;
        }
    }

    void dropWaiting(BlobName name) {
        waiting.remove(name);
        waitingLeases.remove(name);
    }

    One require(BlobName name) {
        One one = blobs.get(name);
        if (one == null) {
            throw new Expected(ErrorCode.BLOB_NOT_FOUND);
        }
        return one;
    }

    One require(BlobName name, Snapshot snapshot) {
        One one = snapshot.equals(Snapshot.NONE)
                ? blobs.get(name)
                : Optional.ofNullable(blobs.get(name))
                        .map(it -> it.snapshots.get(snapshot))
                        .orElse(null);
        if (one == null) {
            throw new Expected(ErrorCode.BLOB_NOT_FOUND);
        }
        return one;
    }

    private static void requireLease(LeaseId lease, LeaseId shown) {
        if (lease.isPresent() && !shown.isPresent()) {
            throw new Expected(ErrorCode.LEASE_ID_MISSING_BLOB);
        }
        if (lease.isPresent() && !shown.equals(lease)) {
            throw new Expected(ErrorCode.LEASE_ID_MISMATCH_BLOB);
        }
        if (!lease.isPresent() && shown.isPresent()) {
            throw new Expected(ErrorCode.LEASE_NOT_PRESENT_BLOB);
        }
    }

    /// The checks of a write of content.
    void requireWritable(BlobName name, Conditions conditions) {
        One one = blobs.get(name);
        boolean star = conditions.ifNoneMatch() instanceof ETagCondition.Any;
        if (one != null && star) {
            requireLease(one.lease, conditions.lease());
            if (!conditions.lease().isPresent()) {
                throw new Expected(ErrorCode.BLOB_EXISTS);
            }
        }
        requireMatch(one, conditions);
        requireLease(leaseOf(name), conditions.lease());
    }

    /// The checks of a change of something that is there.
    One requireChangeable(BlobName name, Conditions conditions) {
        One one = require(name);
        requireMatch(one, conditions);
        requireLease(one.lease, conditions.lease());
        return one;
    }

    private static void requireMatch(One one, Conditions conditions) {
        if (conditions.ifMatch().isPresent()
                && (one == null || !conditions.ifMatch().names(one.etag))) {
            throw new Expected(ErrorCode.CONDITION_NOT_MET);
        }
    }

    One written(BlobName name, byte[] bytes, List<Piece> blocks) {
        One before = blobs.get(name);
        One one = new One();
        one.lease = leaseOf(name);
        if (before != null) {
            one.snapshots.putAll(before.snapshots);
        }
        one.bytes = bytes;
        one.blocks = blocks;
        blobs.put(name, one);
        dropWaiting(name);
        return one;
    }

    void stage(BlobName name, String id, byte[] bytes, Conditions conditions) {
        requireLease(leaseOf(name), conditions.lease());
        TreeMap<String, byte[]> blocks = waiting.get(name);
        if (blocks != null && blocks.firstKey().length() != id.length()) {
            throw new Expected(ErrorCode.INVALID_BLOB_OR_BLOCK);
        }
        waiting.computeIfAbsent(name, _ -> new TreeMap<>()).put(id, bytes);
    }

    List<Piece> choose(BlobName name, List<BlockChoice> choices) {
        Map<String, byte[]> committed = new LinkedHashMap<>();
        if (blobs.containsKey(name)) {
            blobs.get(name).blocks.forEach(piece -> committed.put(piece.id(), piece.bytes()));
        }
        Map<String, byte[]> uncommitted = waiting.getOrDefault(name, new TreeMap<>());
        List<Piece> pieces = new ArrayList<>();
        for (BlockChoice choice : choices) {
            String id = choice.id().value();
            byte[] bytes = switch (choice.source()) {
                case COMMITTED -> committed.get(id);
                case UNCOMMITTED -> uncommitted.get(id);
                case LATEST -> uncommitted.getOrDefault(id, committed.get(id));
            };
            if (bytes == null) {
                throw new Expected(ErrorCode.INVALID_BLOCK_LIST);
            }
            pieces.add(new Piece(id, bytes));
        }
        return pieces;
    }

    long storedBytes() {
        long sum = 0;
        for (One one : blobs.values()) {
            sum += one.bytes.length;
            sum += one.snapshots.values().stream()
                    .mapToLong(it -> it.bytes.length)
                    .sum();
        }
        for (TreeMap<String, byte[]> blocks : waiting.values()) {
            sum += blocks.values().stream().mapToLong(bytes -> bytes.length).sum();
        }
        return sum;
    }

    /// A flat listing of everything, as texts.
    List<String> everything() {
        TreeSet<BlobName> names = new TreeSet<>(blobs.keySet());
        names.addAll(waiting.keySet());
        List<String> lines = new ArrayList<>();
        for (BlobName name : names) {
            One one = blobs.get(name);
            if (one == null) {
                lines.add(name + " waiting");
                continue;
            }
            one.snapshots.forEach((taken, snapshot) -> lines.add(line(name, taken, snapshot)));
            lines.add(line(name, Snapshot.NONE, one));
        }
        return lines;
    }

    private static String line(BlobName name, Snapshot snapshot, One one) {
        return name + " " + snapshot + " " + one.etag + " " + one.bytes.length + " " + one.type + " "
                + new TreeMap<>(one.metadata) + " " + new TreeMap<>(one.tags) + " " + one.hasMd5 + " "
                + (one.lease.isPresent() ? LeaseState.LEASED : LeaseState.AVAILABLE);
    }
}
