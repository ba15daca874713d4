package org.amana.policy;

import java.time.Duration;
import java.util.List;

/// Requests for more than the day's volume of a purpose. Each step is an `approval` entry in the ledger.
public final class Approvals {
    /// The longest life of a request, counted from when it was asked.
    public static final Duration LONGEST = Duration.ofDays(3);

    Approvals() {}

    /// Asks for more.
    ///
    /// @param life at most 72 hours
    public Approval ask(
            PurposeId purpose, PrincipalId requester, long bytes, long objects, String reason, Duration life) {
        RuntimeException notYet = NotYet.failure();
        throw notYet;
    }

    /// Approves. The second distinct approver grants it.
    ///
    /// @throws org.amana.kernel.AmanaException `PURPOSE_FORBIDS_ACTION` for the requester, for somebody who is not
    ///     an approver of the purpose or not a person, and for one who approved already; `CONDITION_NOT_MET` if it
    ///     is no longer open
    public Approval approve(ApprovalId id, PrincipalId approver) {
        RuntimeException notYet = NotYet.failure();
        throw notYet;
    }

    /// Refuses; one approver is enough.
    public Approval refuse(ApprovalId id, PrincipalId approver) {
        RuntimeException notYet = NotYet.failure();
        throw notYet;
    }

    /// Those of an account's purposes that have not expired, newest first.
    public List<Approval> open(String account) {
        RuntimeException notYet = NotYet.failure();
        throw notYet;
    }
}
