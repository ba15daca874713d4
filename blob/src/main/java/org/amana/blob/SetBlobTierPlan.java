package org.amana.blob;

import java.time.Instant;
import java.util.Optional;
import org.amana.kernel.AmanaException;
import org.amana.kernel.ErrorCode;
import org.amana.policy.Amounts;
import org.amana.policy.Permitted;
import org.amana.policy.Plan;
import org.amana.policy.Planned;

/// Set Blob Tier: ETag and time stay as they are. A blob that is encrypted with a customer's key moves for who shows
/// it alone (Azure: *Provide an encryption key on a request to Blob storage*).
record SetBlobTierPlan(BlobParts parts, SetBlobTier command) implements Plan<TierChanged> {
    @Override
    public Planned<TierChanged> plan(Permitted permitted) {
        BlobRef ref = command.blob();
        Box box = parts.containers().require(permitted, ref.container());
        return parts.locks().blob(box.id(), ref.name()).during(() -> {
            BlobRow seen = parts.require(box, ref);
            Preconditions.requireForWrite(command.conditions(), seen.etag(), seen.lastModified(), seen.tags(), ref);
            seen.lease().requireForRead(command.conditions().lease(), parts.now(), LeaseKind.BLOB);
            requireBlock(seen, ref);
            seen.requireNoPendingCopy();
            seen.requireKey(command.conditions(), ref);
            after(seen.keeping(), parts.now());
            return Planned.of(
                    Amounts.touched(1),
                    permit -> parts.commits().commit(box, permit, 0, tx -> {
                        BlobRow row = BlobRows.find(tx, box.id(), ref).orElseThrow(() -> BlobParts.notFound(ref));
                        Keeping keeping = after(row.keeping(), tx.now());
                        BlobRow kept = row.keptAs(keeping);
                        BlobRows.keep(tx, kept);
                        parts.commits().tiered(tx, box, kept, row);
                        return keeping.rehydration().isPresent() ? TierChanged.PENDING : TierChanged.DONE;
                    }));
        });
    }

    private static void requireBlock(BlobRow row, BlobRef ref) {
        if (!(row.kind() instanceof BlobKind.Block)) {
            throw new AmanaException(
                    ErrorCode.TIER_NOT_FOR_BLOB_TYPE, "blob " + ref + " is no block blob, and has no tier");
        }
    }

    private Keeping after(Keeping before, Instant now) {
        Tier wanted = command.tier();
        if (before.tier() != Tier.ARCHIVE) {
            return before.withTiering(Tiering.in(wanted, now));
        }
        Tiering archived = before.tiering().orElseThrow();
        if (archived.rehydration().isPresent()) {
            return hurried(before, archived, archived.rehydration().get(), now);
        }
        return wanted == Tier.ARCHIVE ? before : before.withTiering(pending(archived, now));
    }

    /// One that is under way can only be hurried.
    private Keeping hurried(Keeping before, Tiering archived, Rehydration way, Instant now) {
        boolean lower = command.priority().compareTo(way.priority()) < 0;
        if (way.to() != command.tier() || lower) {
            throw new AmanaException(
                    ErrorCode.BLOB_BEING_REHYDRATED,
                    "blob " + command.blob() + " is being rehydrated to "
                            + way.to().word() + ", with priority "
                            + way.priority().word());
        }
        return way.priority() == command.priority() ? before : before.withTiering(pending(archived, now));
    }

    private Tiering pending(Tiering archived, Instant now) {
        Instant done = now.plus(parts.config().rehydration(command.priority()));
        return new Tiering(
                Tier.ARCHIVE, archived.since(), Optional.of(new Rehydration(command.tier(), command.priority(), done)));
    }
}
