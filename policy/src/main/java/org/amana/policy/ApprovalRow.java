package org.amana.policy;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.amana.policy.DayCounters.Used;

/// A request for more volume as its rows in the catalog say, and what follows from them.
///
/// @param granted how much it asks for
/// @param used how much of it was used up
/// @param votes in the order in which they were given
record ApprovalRow(
        ApprovalId id,
        PurposeId purpose,
        PrincipalId requester,
        Used granted,
        String reason,
        Instant asked,
        Instant expires,
        Used used,
        List<Vote> votes) {
    /// What an approver said.
    enum Verdict {
        GRANTED,
        REFUSED;

        private final String word = name().toLowerCase(Locale.ROOT);

        String word() {
            return word;
        }
    }

    record Vote(PrincipalId approver, Verdict verdict) {}

    ApprovalRow {
        votes = List.copyOf(votes);
    }

    Approval.State state() {
        if (votes.stream().anyMatch(vote -> vote.verdict() == Verdict.REFUSED)) {
            return Approval.State.REFUSED;
        }
        return votes.size() >= PolicyInput.ENOUGH_APPROVALS ? Approval.State.GRANTED : Approval.State.ASKED;
    }

    boolean isExpiredAt(Instant now) {
        return !now.isBefore(expires);
    }

    /// Whether it can still be voted on.
    boolean isOpenAt(Instant now) {
        return !isExpiredAt(now) && state() == Approval.State.ASKED;
    }

    /// Whether so much can be taken from it.
    boolean covers(Used excess, Instant now) {
        return !isExpiredAt(now)
                && state() == Approval.State.GRANTED
                && used.bytes() + excess.bytes() <= granted.bytes()
                && used.objects() + excess.objects() <= granted.objects();
    }

    boolean hasVoteOf(PrincipalId approver) {
        return votes.stream().anyMatch(vote -> vote.approver().equals(approver));
    }

    ApprovalRow with(Vote vote) {
        List<Vote> more = new ArrayList<>(votes);
        more.add(vote);
        return new ApprovalRow(id, purpose, requester, granted, reason, asked, expires, used, more);
    }

    /// @param more below 0 for what is given back
    ApprovalRow using(Used more) {
        Used sum = new Used(used.bytes() + more.bytes(), used.objects() + more.objects());
        return new ApprovalRow(id, purpose, requester, granted, reason, asked, expires, sum, votes);
    }

    /// As it is shown to people.
    Approval approval() {
        List<PrincipalId> approvedBy = votes.stream()
                .filter(vote -> vote.verdict() == Verdict.GRANTED)
                .map(Vote::approver)
                .toList();
        return new Approval(
                id,
                purpose,
                requester,
                granted.bytes(),
                granted.objects(),
                reason,
                asked,
                expires,
                approvedBy,
                state());
    }
}
