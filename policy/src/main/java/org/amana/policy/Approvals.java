package org.amana.policy;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.amana.kernel.AmanaException;
import org.amana.kernel.ErrorCode;
import org.amana.ledger.EntryDraft;
import org.amana.ledger.Opening;
import org.amana.policy.ApprovalRow.Verdict;
import org.amana.policy.ApprovalRow.Vote;
import org.amana.policy.DayCounters.Used;
import org.amana.store.Catalog;
import org.amana.verifier.Kind;

/// Requests for more than the day's volume of a purpose. Each step is an `approval` entry in the ledger. What is
/// granted counts for the one who asked, under that purpose, until it is used up or expires. Safe for many
/// threads.
public final class Approvals {
    /// The longest life of a request, counted from when it was asked: 72 hours.
    public static final Duration LONGEST = Duration.ofDays(3);

    /// The longest reason: 400 characters.
    public static final int LONGEST_REASON = 400;

    private final Catalog catalog;
    private final Register register;
    private final Directory directory;

    /// Guards every change of [#known].
    private final ReentrantLock changing = new ReentrantLock();

    /// Those that have not expired long ago.
    private final Map<ApprovalId, ApprovalRow> known = new ConcurrentHashMap<>();

    private Approvals(Catalog catalog, Register register, Directory directory) {
        this.catalog = catalog;
        this.register = register;
        this.directory = directory;
    }

    static Approvals open(Catalog catalog, Register register, Directory directory) {
        Approvals approvals = new Approvals(catalog, register, directory);
        catalog.read(ApprovalTable::prepared).forEach(approvals::settle);
        Instant now = directory.clock().instant();
        catalog.read(reader -> ApprovalTable.open(reader, now)).forEach(row -> approvals.known.put(row.id(), row));
        return approvals;
    }

    /// Asks for more. It takes no permit: it touches no data, and is recorded by its own entry.
    ///
    /// @param reason why, or the case it is for; 1 to 400 characters, committed to in the ledger, never public
    /// @param life at most 72 hours
    /// @throws AmanaException `PURPOSE_REQUIRED` if the requester is no member of the purpose
    public Approval ask(
            PurposeId purpose, PrincipalId requester, long bytes, long objects, String reason, Duration life) {
        requireLife(life);
        if (reason.isBlank() || reason.length() > LONGEST_REASON) {
            throw new AmanaException(
                    ErrorCode.INVALID_ARGUMENT, "the reason has 1 to " + LONGEST_REASON + " characters");
        }
        Amounts.check("bytes", bytes);
        Amounts.check("objects", objects);
        if (!directory.state().member(requester, purpose)) {
            throw new AmanaException(
                    ErrorCode.PURPOSE_REQUIRED, requester + " holds no credential for purpose " + purpose);
        }
        changing.lock();
        try {
            Instant now = directory.clock().instant();
            ApprovalRow row = new ApprovalRow(
                    new ApprovalId(catalog.read(ApprovalTable::nextNumber)),
                    purpose,
                    requester,
                    new Used(bytes, objects),
                    reason,
                    now,
                    now.plus(life),
                    Used.NOTHING,
                    List.of());
            register.enter(new Register.Step(
                    (transaction, since) -> ApprovalTable.prepare(transaction, row, since),
                    draft(row, "asked"),
                    new Opening(requester.toString(), "", "", reason),
                    (transaction, entry) -> ApprovalTable.confirm(transaction, row.id(), entry),
                    (transaction, since) -> ApprovalTable.withdraw(transaction, row.id())));
            known.put(row.id(), row);
            return row.approval();
        } finally {
            changing.unlock();
        }
    }

    /// Approves. The second distinct approver grants it.
    ///
    /// @param approver the session, or the key, of whoever votes
    /// @throws org.amana.kernel.AmanaException `PURPOSE_FORBIDS_ACTION` for the requester, for somebody who is
    ///     not an approver of the purpose or not a person, for one who voted already, and under a key that not the
    ///     operator gave out: else whoever gives out keys would be as many people as he names;
    ///     `CONDITION_NOT_MET` if it is no longer open
    public Approval approve(ApprovalId id, Credential approver) {
        return vote(id, approver, Verdict.GRANTED);
    }

    /// Refuses; one approver is enough. Throws like [#approve].
    public Approval refuse(ApprovalId id, Credential approver) {
        return vote(id, approver, Verdict.REFUSED);
    }

    /// Whether [#approve] and [#refuse] would take this answer.
    public boolean mayVote(ApprovalId id, Credential approver) {
        ApprovalRow row = known.get(id);
        return row != null
                && row.isOpenAt(directory.clock().instant())
                && refusal(row, approver).isEmpty();
    }

    /// Those of an account's purposes that have not expired, newest first.
    public List<Approval> open(String account) {
        return listed(
                known.values(),
                directory.clock().instant(),
                id -> directory
                        .purpose(id)
                        .filter(purpose -> purpose.account().equals(account))
                        .isPresent());
    }

    /// The same of a catalog that nobody goes on with; what a crash left half done is not among them. Nothing is
    /// changed.
    ///
    /// @throws AmanaException `CORRUPT` if a row of them, or of a purpose, is damaged
    public static List<Approval> stored(Catalog catalog, String account) {
        Set<PurposeId> ours = catalog.read(PurposeTable::current).stream()
                .map(PurposeTable.PurposeRow::purpose)
                .filter(purpose -> purpose.account().equals(account))
                .map(Purpose::id)
                .collect(Collectors.toSet());
        Instant now = catalog.now();
        return listed(catalog.read(reader -> ApprovalTable.open(reader, now)), now, ours::contains);
    }

    private static List<Approval> listed(Collection<ApprovalRow> rows, Instant now, Predicate<PurposeId> ours) {
        return rows.stream()
                .filter(row -> !row.isExpiredAt(now))
                .filter(row -> ours.test(row.purpose()))
                .sorted(Comparator.comparing(ApprovalRow::id).reversed())
                .map(ApprovalRow::approval)
                .toList();
    }

    /// An amount taken from a granted request.
    record Taken(ApprovalId id, DayCounters.Reservation reservation) {}

    /// Takes `excess` from one granted request of this requester, durably; empty if none has so much left.
    Optional<Taken> take(PurposeId purpose, PrincipalId requester, Used excess) {
        changing.lock();
        try {
            Instant now = directory.clock().instant();
            return of(purpose, requester).stream()
                    .filter(row -> row.covers(excess, now))
                    .min(Comparator.comparing(ApprovalRow::expires))
                    .map(row -> {
                        use(row.id(), excess);
                        return new Taken(row.id(), () -> use(row.id(), new Used(-excess.bytes(), -excess.objects())));
                    });
        } finally {
            changing.unlock();
        }
    }

    /// How many approvals the best open request of this requester has, at most 2; empty if there is no open one.
    OptionalLong strongest(PurposeId purpose, PrincipalId requester) {
        Instant now = directory.clock().instant();
        return of(purpose, requester).stream()
                .filter(row -> row.isOpenAt(now))
                .mapToLong(row -> row.votes().size())
                .max();
    }

    /// Forgets what has expired.
    void forgetExpired() {
        Instant now = directory.clock().instant();
        known.values().removeIf(row -> row.isExpiredAt(now));
    }

    private Approval vote(ApprovalId id, Credential approver, Verdict verdict) {
        Vote vote = new Vote(approver.principal().id(), verdict);
        changing.lock();
        try {
            ApprovalRow row = known.get(id);
            if (row == null) {
                throw new AmanaException(ErrorCode.RESOURCE_NOT_FOUND, "there is no open request " + id);
            }
            requireOpen(row);
            requireMayVote(row, approver);
            register.enter(new Register.Step(
                    (transaction, since) -> ApprovalTable.prepare(transaction, id, vote, since),
                    draft(row, vote.verdict().word()),
                    new Opening(vote.approver().toString(), "", "", row.reason()),
                    (transaction, entry) -> ApprovalTable.confirm(
                            transaction, id, vote.approver().number(), entry),
                    (transaction, since) -> ApprovalTable.withdraw(
                            transaction, id, vote.approver().number())));
            ApprovalRow voted = row.with(vote);
            known.put(id, voted);
            return voted.approval();
        } finally {
            changing.unlock();
        }
    }

    private void requireOpen(ApprovalRow row) {
        if (!row.isOpenAt(directory.clock().instant())) {
            throw new AmanaException(
                    ErrorCode.CONDITION_NOT_MET,
                    "request " + row.id() + " is no longer open: it is "
                            + row.state().word() + " and expires at " + row.expires());
        }
    }

    private void requireMayVote(ApprovalRow row, Credential approver) {
        String refusal = refusal(row, approver);
        if (!refusal.isEmpty()) {
            Principal who = approver.principal();
            throw new AmanaException(
                    ErrorCode.PURPOSE_FORBIDS_ACTION,
                    "request " + row.id() + ": " + who.name() + " (" + who.id() + ") cannot vote, who " + refusal);
        }
    }

    /// Why somebody cannot vote; empty if he can.
    private String refusal(ApprovalRow row, Credential approver) {
        Purpose purpose = directory.purpose(row.purpose()).orElseThrow();
        PrincipalId who = approver.principal().id();
        if (who.equals(row.requester())) {
            return "asked for it";
        }
        if (approver.principal().kind() != Principal.Kind.PERSON) {
            return "is not a person";
        }
        if (!purpose.approvers().contains(who)) {
            return "is not an approver of purpose " + purpose.label();
        }
        if (row.hasVoteOf(who)) {
            return "has voted already";
        }
        return directory.isVouchedFor(approver)
                ? ""
                : "shows no key that the operator gave out (amana key add --purpose " + approver.purpose() + ")";
    }

    private static void requireLife(Duration life) {
        if (life.isNegative() || life.isZero() || life.compareTo(LONGEST) > 0) {
            throw new AmanaException(
                    ErrorCode.INVALID_ARGUMENT, "an approval lives at most 72 hours, not " + life.toHours());
        }
    }

    private Collection<ApprovalRow> of(PurposeId purpose, PrincipalId requester) {
        return known.values().stream()
                .filter(row -> row.purpose().equals(purpose) && row.requester().equals(requester))
                .toList();
    }

    private void use(ApprovalId id, Used more) {
        changing.lock();
        try {
            catalog.commit(transaction -> {
                ApprovalTable.use(transaction, id, more);
                return true;
            });
            known.computeIfPresent(id, (same, row) -> row.using(more));
        } finally {
            changing.unlock();
        }
    }

    private void settle(ApprovalTable.Prepared prepared) {
        OptionalLong entry = register.find(
                prepared.since(),
                Kind.APPROVAL,
                each -> each.text("apr").equals(prepared.id().toString())
                        && each.text("state").equals(prepared.state()));
        boolean vote = prepared.approver() != 0;
        catalog.commit(transaction -> {
            if (entry.isPresent() && vote) {
                ApprovalTable.confirm(transaction, prepared.id(), prepared.approver(), entry.getAsLong());
            } else if (entry.isPresent()) {
                ApprovalTable.confirm(transaction, prepared.id(), entry.getAsLong());
            } else if (vote) {
                ApprovalTable.withdraw(transaction, prepared.id(), prepared.approver());
            } else {
                ApprovalTable.withdraw(transaction, prepared.id());
            }
            return true;
        });
    }

    private static EntryDraft draft(ApprovalRow row, String state) {
        return new EntryDraft.Approval(
                row.id().toString(),
                row.purpose().toString(),
                row.granted().bytes(),
                row.granted().objects(),
                row.expires().getEpochSecond(),
                state);
    }
}
