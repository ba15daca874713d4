package org.amana.blob;

import java.time.Instant;
import java.util.Optional;
import org.amana.kernel.AmanaException;
import org.amana.kernel.ErrorCode;

/// How new content is to be kept, as the request that writes it says.
///
/// @param tier empty to take over that of the blob in whose place it comes
/// @param priority how soon it is rehydrated, if it is a copy of an archived blob
/// @param expiry empty for never
public record KeepAs(
        Optional<Tier> tier,
        Rehydration.Priority priority,
        Optional<Expiry> expiry,
        Optional<ImmutabilityPolicy> immutability,
        LegalHold legalHold) {
    public static final KeepAs NONE = new KeepAs(
            Optional.empty(), Rehydration.Priority.STANDARD, Optional.empty(), Optional.empty(), LegalHold.NEVER_SET);

    public KeepAs withTier(Tier other, Rehydration.Priority how) {
        return new KeepAs(Optional.of(other), how, expiry, immutability, legalHold);
    }

    public KeepAs withExpiry(Expiry other) {
        return new KeepAs(tier, priority, Optional.of(other), immutability, legalHold);
    }

    public KeepAs withImmutability(ImmutabilityPolicy other) {
        return new KeepAs(tier, priority, expiry, Optional.of(other), legalHold);
    }

    public KeepAs withLegalHold(boolean on) {
        return new KeepAs(tier, priority, expiry, immutability, LegalHold.of(on));
    }

    /// Whether it names a tier in which blobs can be read.
    public boolean isOnline() {
        return tier.isPresent() && tier.get() != Tier.ARCHIVE;
    }

    /// @param before how the blob in whose place it comes is kept
    Keeping keeping(Instant now, Keeping before) {
        if (equals(NONE) && before.equals(Keeping.NONE)) {
            return Keeping.NONE;
        }
        Optional<Tiering> tiering = tier.map(it -> Tiering.in(it, now)).or(before::tiering);
        Keeping kept = new Keeping(
                tiering,
                expiry.flatMap(it -> it.time(now, now)),
                Optional.empty(),
                legalHold,
                Optional.empty(),
                ScopeName.ACCOUNT_KEY);
        return immutability.isPresent() ? kept.under(immutability.get(), now, "to be written") : kept;
    }

    /// That this can be said of a blob of this type: tiers are of block blobs.
    ///
    /// @throws AmanaException `INVALID_HEADER`
    void requireFits(BlobKind kind) {
        if (tier.isPresent() && !(kind instanceof BlobKind.Block)) {
            throw new AmanaException(ErrorCode.INVALID_HEADER, "x-ms-access-tier: none for an append or page blob")
                    .with("HeaderName", "x-ms-access-tier")
                    .with("HeaderValue", tier.get().word());
        }
    }
}
