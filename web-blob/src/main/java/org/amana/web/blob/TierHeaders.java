package org.amana.web.blob;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.amana.blob.BlobKind;
import org.amana.blob.BlobProperties;
import org.amana.blob.Rehydration;
import org.amana.blob.Tier;
import org.amana.blob.TierCondition;
import org.amana.kernel.AmanaException;
import org.amana.kernel.ErrorCode;

/// The headers about a blob's tier, in requests and answers.
final class TierHeaders {
    static final String TIER = "x-ms-access-tier";
    private static final String PRIORITY = "x-ms-rehydrate-priority";
    private static final String MODIFIED = "x-ms-access-tier-if-modified-since";
    private static final String UNMODIFIED = "x-ms-access-tier-if-unmodified-since";

    private TierHeaders() {}

    /// For what makes a block blob, or a copy, whose type only its source tells: a tier of page blobs is as unknown
    /// there as any other word.
    ///
    /// @throws AmanaException `MISSING_HEADER`, `INVALID_HEADER`
    static Tier ofBlocks(Call call) {
        return Tier.of(call.require(TIER)).orElseThrow(() -> noTier(call));
    }

    /// For a blob that is there, of whatever type.
    ///
    /// @throws AmanaException `MISSING_HEADER`, `INVALID_HEADER`, `TIER_NOT_FOR_BLOB_TYPE` for a tier of page blobs
    static Tier ofAny(Call call) {
        requireNotOfPages(call);
        return ofBlocks(call);
    }

    /// For what makes a page or append blob.
    ///
    /// @throws AmanaException `TIER_NOT_FOR_BLOB_TYPE` for any tier, `INVALID_HEADER` for a word that is none
    static void refuse(Call call) {
        if (call.find(TIER).isPresent()) {
            throw notForType(ofAny(call).word() + " is none for an append or page blob");
        }
    }

    private static void requireNotOfPages(Call call) {
        if (call.header(TIER).matches("[Pp][0-9]{1,2}")) {
            throw notForType(call.header(TIER) + " is a tier of page blobs, which have none here");
        }
    }

    private static AmanaException noTier(Call call) {
        return call.invalid(
                TIER,
                "Hot, Cool, Cold or Archive"
                        + (call.header(TIER).equalsIgnoreCase("Smart")
                                ? "; blobs are not moved by how they are used, so there is no Smart here"
                                : ""));
    }

    private static AmanaException notForType(String detail) {
        return new AmanaException(ErrorCode.TIER_NOT_FOR_BLOB_TYPE, TIER + ": " + detail);
    }

    /// @throws AmanaException `INVALID_HEADER`
    static Rehydration.Priority priority(Call call) {
        return switch (call.header(PRIORITY).toLowerCase(Locale.ROOT)) {
            case "", "standard" -> Rehydration.Priority.STANDARD;
            case "high" -> Rehydration.Priority.HIGH;
            default -> throw call.invalid(PRIORITY, "Standard or High");
        };
    }

    /// What Delete Blob alone may ask.
    ///
    /// @throws AmanaException `INVALID_HEADER`, `MULTIPLE_CONDITIONS` for both
    static TierCondition condition(Call call) {
        Instant modified = ConditionHeaders.time(call::header, MODIFIED, Instant.MIN);
        Instant unmodified = ConditionHeaders.time(call::header, UNMODIFIED, Instant.MAX);
        boolean asksModified = !modified.equals(Instant.MIN);
        boolean asksUnmodified = !unmodified.equals(Instant.MAX);
        if (asksModified && asksUnmodified) {
            throw new AmanaException(ErrorCode.MULTIPLE_CONDITIONS, UNMODIFIED + " is given beside " + MODIFIED);
        }
        if (asksModified) {
            return new TierCondition.ModifiedSince(modified);
        }
        return asksUnmodified ? new TierCondition.UnmodifiedSince(unmodified) : TierCondition.none();
    }

    /// For all other operations: nothing is done under a condition that nobody looks at.
    ///
    /// @throws AmanaException `UNSUPPORTED_HEADER`
    static void refuseCondition(Call call) {
        for (String name : List.of(MODIFIED, UNMODIFIED)) {
            if (call.find(name).isPresent()) {
                throw new AmanaException(ErrorCode.UNSUPPORTED_HEADER, name + ": this goes with Delete Blob alone")
                        .with("HeaderName", name)
                        .with("HeaderValue", call.header(name));
            }
        }
    }

    /// What an answer tells of a block blob; other types have no tier.
    static void ofBlock(Reply reply, BlobProperties blob) {
        if (blob.kind() instanceof BlobKind.Block) {
            write(reply, blob);
        }
    }

    private static void write(Reply reply, BlobProperties blob) {
        var keeping = blob.keeping();
        reply.set(TIER, keeping.tier().word());
        if (keeping.tiering().isEmpty()) {
            reply.set("x-ms-access-tier-inferred", true);
        }
        keeping.tiering().ifPresent(it -> reply.set("x-ms-access-tier-change-time", HttpDate.format(it.since())));
        keeping.rehydration()
                .ifPresent(it -> reply.set("x-ms-archive-status", it.status())
                        .set(PRIORITY, it.priority().word()));
    }

    /// The same in a listing.
    static void write(Xml xml, BlobProperties blob) {
        var keeping = blob.keeping();
        xml.text("AccessTier", keeping.tier().word());
        if (keeping.tiering().isEmpty()) {
            xml.text("AccessTierInferred", true);
        }
        keeping.tiering().ifPresent(it -> xml.text("AccessTierChangeTime", HttpDate.format(it.since())));
        keeping.rehydration()
                .ifPresent(it -> xml.text("ArchiveStatus", it.status())
                        .text("RehydratePriority", it.priority().word()));
    }
}
