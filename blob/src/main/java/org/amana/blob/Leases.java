package org.amana.blob;

import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import java.util.random.RandomGenerator;

/// What leases of blobs and of containers have in common besides their state machine, which is [Lease].
final class Leases {
    private Leases() {}

    /// Of what stands under a blob's name: the blob's, or that of blocks that wait without one.
    static Lease of(Optional<BlobRow> blob, Optional<Staging> waiting) {
        return blob.map(BlobRow::lease).or(() -> waiting.map(Staging::lease)).orElse(Lease.AVAILABLE);
    }

    static Lease after(Lease lease, LeaseAction action, Instant now, RandomGenerator random, LeaseKind kind) {
        return lease.after(action, now, () -> fresh(random), kind);
    }

    /// A random UUID (version 4).
    private static LeaseId fresh(RandomGenerator random) {
        long high = (random.nextLong() & ~0xf000L) | 0x4000L;
        long low = (random.nextLong() & ~(3L << 62)) | (1L << 63);
        return LeaseId.of(new UUID(high, low));
    }

    static LeaseChanged answer(Lease lease, LeaseAction action, ETag etag, Instant lastModified, Instant now) {
        boolean broken = action instanceof LeaseAction.Break;
        return new LeaseChanged(
                broken ? LeaseId.NONE : lease.id(),
                etag,
                lastModified,
                broken ? OptionalInt.of(lease.remainingSeconds(now)) : OptionalInt.empty());
    }
}
