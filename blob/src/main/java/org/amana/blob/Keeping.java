package org.amana.blob;

import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;
import org.amana.kernel.AmanaException;
import org.amana.kernel.ErrorCode;
import org.amana.policy.Restraint;

/// How a blob is kept: where, until when at most, until when at least, and under which key.
/// Nearly all blobs have [#NONE] of it.
///
/// @param expires when it is gone, if nothing else keeps it; from then on it counts as absent
/// @param encryption with the customer's key, inside the encryption that all blobs have
/// @param scope the encryption scope that it is in, [ScopeName#ACCOUNT_KEY] for none
public record Keeping(
        Optional<Tiering> tiering,
        Optional<Instant> expires,
        Optional<ImmutabilityPolicy> immutability,
        LegalHold legalHold,
        Optional<CustomerEncryption> encryption,
        ScopeName scope) {
    public static final Keeping NONE = new Keeping(
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            LegalHold.NEVER_SET,
            Optional.empty(),
            ScopeName.ACCOUNT_KEY);

    public Tier tier() {
        return tiering.map(Tiering::tier).orElse(Tier.HOT);
    }

    public Optional<Rehydration> rehydration() {
        return tiering.flatMap(Tiering::rehydration);
    }

    boolean isExpired(Instant now) {
        return end().filter(it -> !now.isBefore(it)).isPresent();
    }

    /// When it is gone, as things stand: not while it must be kept, whatever else was said.
    private Optional<Instant> end() {
        return legalHold.isOn()
                ? Optional.empty()
                : expires.map(at -> immutability
                        .map(ImmutabilityPolicy::until)
                        .filter(at::isBefore)
                        .orElse(at));
    }

    /// What forbids to change or delete it at this moment; a legal hold comes first.
    Optional<Restraint> restraint(Instant now) {
        if (legalHold.isOn()) {
            return Optional.of(Restraint.LEGAL_HOLD);
        }
        return immutability.filter(policy -> policy.isInForce(now)).map(policy -> Restraint.until(policy.until()));
    }

    /// @throws AmanaException `BLOB_IMMUTABLE` or `BLOB_ON_LEGAL_HOLD`
    void requireFree(Instant now, Object what) {
        restraint(now).ifPresent(it -> {
            throw new AmanaException(it.code(), "blob " + what + ": " + it.reason());
        });
    }

    /// When the janitor has to look at it: it is rehydrated, or it expires.
    Optional<Instant> due() {
        return Stream.concat(rehydration().map(Rehydration::done).stream(), end().stream())
                .min(Instant::compareTo);
    }

    /// Fails unless the bytes are at hand.
    ///
    /// @throws AmanaException `BLOB_ARCHIVED`, also while it is being rehydrated
    void requireOnline(Object what) {
        if (tier() == Tier.ARCHIVE) {
            throw new AmanaException(
                    ErrorCode.BLOB_ARCHIVED,
                    "blob " + what + " is archived"
                            + rehydration()
                                    .map(it -> ", and will be " + it.to().word() + " after " + it.done())
                                    .orElse(""));
        }
    }

    /// @throws AmanaException `BLOB_IMMUTABLE` when that would loosen a locked policy, `INVALID_HEADER` for one whose
    ///     time has passed
    Keeping under(ImmutabilityPolicy policy, Instant now, Object what) {
        if (!policy.isInForce(now)) {
            throw new AmanaException(
                            ErrorCode.INVALID_HEADER,
                            "x-ms-immutability-policy-until-date: " + policy.until() + " has passed")
                    .with("HeaderName", "x-ms-immutability-policy-until-date")
                    .with("HeaderValue", policy.until().toString());
        }
        boolean locked = immutability
                .filter(it -> it.mode() == ImmutabilityPolicy.Mode.LOCKED && it.isInForce(now))
                .isPresent();
        if (locked
                && (policy.mode() != ImmutabilityPolicy.Mode.LOCKED
                        || policy.until().isBefore(immutability.get().until()))) {
            throw new AmanaException(
                    ErrorCode.BLOB_IMMUTABLE,
                    "blob " + what + ": its policy is locked until "
                            + immutability.get().until() + ", and can only be made longer");
        }
        return withImmutability(Optional.of(policy));
    }

    /// @throws AmanaException `IMMUTABILITY_POLICY_LOCKED`
    Keeping withoutPolicy(Instant now, Object what) {
        immutability
                .filter(it -> it.mode() == ImmutabilityPolicy.Mode.LOCKED && it.isInForce(now))
                .ifPresent(it -> {
                    throw new AmanaException(
                            ErrorCode.IMMUTABILITY_POLICY_LOCKED,
                            "blob " + what + ": its policy is locked until " + it.until());
                });
        return withImmutability(Optional.empty());
    }

    Keeping withTiering(Tiering other) {
        return new Keeping(Optional.of(other), expires, immutability, legalHold, encryption, scope);
    }

    Keeping withExpiry(Optional<Instant> other) {
        return new Keeping(tiering, other, immutability, legalHold, encryption, scope);
    }

    Keeping withImmutability(Optional<ImmutabilityPolicy> other) {
        return new Keeping(tiering, expires, other, legalHold, encryption, scope);
    }

    Keeping withLegalHold(boolean on) {
        return new Keeping(tiering, expires, immutability, LegalHold.of(on), encryption, scope);
    }

    Keeping withEncryption(Optional<CustomerEncryption> other) {
        return new Keeping(tiering, expires, immutability, legalHold, other, scope);
    }

    Keeping withScope(ScopeName other) {
        return new Keeping(tiering, expires, immutability, legalHold, encryption, other);
    }

    /// Of a snapshot: as long as its blob, in the same place, under the same key.
    Keeping ofSnapshot() {
        return new Keeping(tiering, Optional.empty(), Optional.empty(), LegalHold.NEVER_SET, encryption, scope);
    }
}
