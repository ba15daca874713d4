package org.amana.policy;

import java.time.Instant;
import org.amana.kernel.ErrorCode;

/// Why something must stay as it is, whatever the purpose of who would change it: it is on legal hold, or under an
/// immutability policy that is in force. A plan says so of what it would change or end, and the gate refuses it. So it
/// is with what shows to be out of reach only when it is looked up.
///
/// @param rule stands in the ledger's entry of the refusal
/// @param code what the caller is told
/// @param reason a sentence for a person
public record Restraint(String rule, ErrorCode code, String reason) {
    public static final Restraint LEGAL_HOLD =
            new Restraint("engine/legal-hold", ErrorCode.BLOB_ON_LEGAL_HOLD, "it is on legal hold");

    public static final Restraint SECONDARY = new Restraint(
            "engine/secondary",
            ErrorCode.INSUFFICIENT_ACCOUNT_PERMISSIONS,
            "write operations to the secondary location are not allowed");

    /// What a purpose does not cover, by what it would be let see and not by where it lies.
    public static Restraint notCovered(String reason) {
        return new Restraint("engine/not-covered", ErrorCode.PURPOSE_FORBIDS_ACTION, reason);
    }

    public static Restraint until(Instant time) {
        return new Restraint(
                "engine/immutability-policy",
                ErrorCode.BLOB_IMMUTABLE,
                "its immutability policy is in force until " + time);
    }
}
