package org.amana.web.blob;

import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import org.amana.blob.BlobProperties;
import org.amana.blob.Expiry;
import org.amana.blob.ImmutabilityPolicy;
import org.amana.blob.KeepAs;
import org.amana.blob.Keeping;
import org.amana.blob.LegalHold;
import org.amana.kernel.AmanaException;
import org.amana.policy.Action;

/// The headers about how long a blob is kept, in requests and answers: expiry, immutability policy and legal hold.
final class KeepingHeaders {
    static final String HOLD = "x-ms-legal-hold";
    private static final String UNTIL = "x-ms-immutability-policy-until-date";
    private static final String MODE = "x-ms-immutability-policy-mode";
    private static final String EXPIRY = "x-ms-expiry-option";
    private static final String EXPIRY_TIME = "x-ms-expiry-time";

    /// What letting go of what is kept asks beside the letter `i`: to policy that is a deletion.
    static final Need LETTING_GO = Need.onBlob(Action.DELETE, "i");

    private KeepingHeaders() {}

    /// What a write of content touches. How it says it is to be kept needs what an operation of its own would: the
    /// letter `i` for a policy or a hold; and for a time after which it is gone, that one may delete.
    static Access access(Call call, Need need) {
        boolean keeps = call.find(UNTIL).isPresent() || call.find(MODE).isPresent() || holds(call);
        Access access = Access.of(call, keeps ? need.withLetter('i') : need);
        return isExpiring(call) ? access.and(Need.onBlob(Action.DELETE, need.serviceLetters())) : access;
    }

    /// Whether it puts something under a legal hold.
    static boolean holds(Call call) {
        return call.header(HOLD).equalsIgnoreCase("true");
    }

    /// An option that is none expires nothing; the plan says so.
    private static boolean isExpiring(Call call) {
        return switch (call.header(EXPIRY).toLowerCase(Locale.ROOT)) {
            case "relativetonow", "relativetocreation", "absolute" -> true;
            default -> false;
        };
    }

    /// What a write of content says of it.
    ///
    /// @throws AmanaException `INVALID_HEADER`, `MISSING_HEADER`
    static KeepAs keepAs(Call call) {
        KeepAs keepAs = KeepAs.NONE;
        if (call.find(TierHeaders.TIER).isPresent()) {
            keepAs = keepAs.withTier(TierHeaders.ofBlocks(call), TierHeaders.priority(call));
        }
        if (call.find(EXPIRY).isPresent() || call.find(EXPIRY_TIME).isPresent()) {
            keepAs = keepAs.withExpiry(expiry(call));
        }
        if (call.find(UNTIL).isPresent() || call.find(MODE).isPresent()) {
            keepAs = keepAs.withImmutability(policy(call));
        }
        if (call.find(HOLD).isPresent()) {
            keepAs = keepAs.withLegalHold(call.flag(HOLD));
        }
        return keepAs;
    }

    /// @throws AmanaException `MISSING_HEADER`, `INVALID_HEADER`
    static Expiry expiry(Call call) {
        return switch (call.require(EXPIRY).toLowerCase(Locale.ROOT)) {
            case "relativetonow" -> new Expiry.RelativeToNow(milliseconds(call));
            case "relativetocreation" -> new Expiry.RelativeToCreation(milliseconds(call));
            case "absolute" -> new Expiry.Absolute(date(call, EXPIRY_TIME));
            case "neverexpire" -> new Expiry.Never();
            default -> throw call.invalid(EXPIRY, "RelativeToNow, RelativeToCreation, Absolute or NeverExpire");
        };
    }

    private static Duration milliseconds(Call call) {
        String text = call.require(EXPIRY_TIME);
        if (!text.matches("[0-9]{1,15}")) {
            throw call.invalid(EXPIRY_TIME, "a number of milliseconds");
        }
        return Duration.ofMillis(Long.parseLong(text));
    }

    private static Instant date(Call call, String header) {
        return HttpDate.parse(call.require(header)).orElseThrow(() -> call.invalid(header, "a date (RFC 1123)"));
    }

    /// @throws AmanaException `MISSING_HEADER`, `INVALID_HEADER`
    static ImmutabilityPolicy policy(Call call) {
        ImmutabilityPolicy.Mode mode = switch (call.header(MODE).toLowerCase(Locale.ROOT)) {
            case "", "unlocked" -> ImmutabilityPolicy.Mode.UNLOCKED;
            case "locked" -> ImmutabilityPolicy.Mode.LOCKED;
            default -> throw call.invalid(MODE, "Unlocked or Locked");
        };
        return new ImmutabilityPolicy(date(call, UNTIL), mode);
    }

    static void write(Reply reply, ImmutabilityPolicy policy) {
        reply.set(UNTIL, HttpDate.format(policy.until()))
                .set(MODE, policy.mode().word());
    }

    /// What an answer tells of a blob.
    static void write(Reply reply, BlobProperties blob) {
        Keeping keeping = blob.keeping();
        keeping.expires().ifPresent(it -> reply.set(EXPIRY_TIME, HttpDate.format(it)));
        keeping.immutability().ifPresent(it -> write(reply, it));
        if (keeping.legalHold().isTold()) {
            reply.set(HOLD, keeping.legalHold().isOn());
        }
    }

    /// The policy, in a listing.
    static void policy(Xml xml, BlobProperties blob) {
        blob.keeping()
                .immutability()
                .ifPresent(it -> xml.text("ImmutabilityPolicyUntilDate", HttpDate.format(it.until()))
                        .text("ImmutabilityPolicyMode", it.mode().word()));
    }

    /// The hold, in a listing.
    static void hold(Xml xml, BlobProperties blob) {
        LegalHold hold = blob.keeping().legalHold();
        if (hold.isTold()) {
            xml.text("LegalHold", hold.isOn());
        }
    }
}
