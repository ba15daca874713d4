package org.amana.policy;

import java.time.Instant;
import java.util.List;
import java.util.Locale;

/// A request for more volume than a purpose has in a day, and who approved it. It counts once two distinct
/// approvers of the purpose, neither the requester, have approved, and until it expires or its amounts are used
/// up.
///
/// @param bytes how much beyond the day's volume
/// @param objects how many objects beyond the day's volume
/// @param reason the case it is for
/// @param expires at most 72 hours after it was asked for
public record Approval(
        ApprovalId id,
        PurposeId purpose,
        PrincipalId requester,
        long bytes,
        long objects,
        String reason,
        Instant asked,
        Instant expires,
        List<PrincipalId> approvedBy,
        State state) {

    /// What became of it.
    public enum State {
        ASKED,
        GRANTED,
        REFUSED;

        /// The word in the ledger: `asked`.
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public Approval {
        approvedBy = List.copyOf(approvedBy);
        Amounts.check("bytes", bytes);
        Amounts.check("objects", objects);
    }
}
