package org.amana.policy;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.amana.kernel.AmanaException;
import org.amana.kernel.ErrorCode;
import org.amana.ledger.Ledger;
import org.amana.ledger.Receipt;
import org.amana.policy.DayCounters.Reservation;
import org.jspecify.annotations.Nullable;

/// The one way to data: decides, records, and only then lets things happen. Nothing else makes a [Permit]. Safe
/// for many threads.
public final class Gate {
    private static final System.Logger LOG = System.getLogger(Gate.class.getName());

    /// Of those who showed nothing: why they were turned away, and that what they may do could not be done.
    private static final String ANYBODY = "anonymous";

    private static final String ANYBODY_IN_VAIN = "anonymous-in-vain";

    private static final String EXPIRED_SIGNATURE = "expired-signature";

    private final Rulings rulings;
    private final AccessEntries entries;
    private final Ledger ledger;
    private final DayCounters counters;
    private final Approvals approvals;
    private final CommitWatch commits;
    private final Noise noise;

    Gate(
            Rulings rulings,
            AccessEntries entries,
            Ledger ledger,
            DayCounters counters,
            Approvals approvals,
            CommitWatch commits,
            Noise noise) {
        this.rulings = rulings;
        this.entries = entries;
        this.ledger = ledger;
        this.counters = counters;
        this.approvals = approvals;
        this.commits = commits;
        this.noise = noise;
    }

    /// The way through.
    ///
    /// 1. Policy decides. Refused: the entry is written, [Passage.Denied].
    /// 2. The plan looks things up and says what exactly would move. It cannot: an entry without amounts is
    ///    written, [Passage.Failed].
    ///    What it would change must stay as it is: [Passage.Denied], as if by policy.
    /// 3. The amounts are counted against the purpose's day. Too much: policy is asked again, knowing that and
    ///    the approvals there are. Counting fails (an approval that is used is written down): as if the plan had.
    /// 4. The entry is written; this waits until it is durable.
    /// 5. The deed is carried out with the permit. It fails: [Passage.Failed], and if stored bytes should have
    ///    changed but did not, a `void` entry is written and the reservation returned.
    ///
    /// Policy is asked about all that the request touches, and the first refusal counts. It is asked again when
    /// the plan is made, or has failed, with the facts of then: taking in a body may last, and meanwhile a purpose
    /// may end, and a container be declared to hold something else. One that is gone by then, though another may
    /// have its name, is not found: [Passage.Failed], and the entry has no amounts.
    ///
    /// May be called from virtual threads. An [Error] in the plan, the counting or the deed is a failure of
    /// theirs, as an exception is, but for those that end the process (a failed fsync among them): they pass
    /// through untouched, and the next start settles what they left.
    ///
    /// @throws AmanaException `LEDGER_UNAVAILABLE` if nothing can be recorded; nothing happened then
    public <R> Passage<R> pass(AccessRequest request, Plan<R> plan) {
        Ruling before = rulings.rule(request);
        if (before instanceof Ruling.Refused refused) {
            return rulings.isOver(request.credential())
                    ? fold(request, refused, EXPIRED_SIGNATURE)
                    : deny(request, refused);
        }
        Planned<R> planned;
        try {
            planned = plan.plan(new Permitted(request, before.rules()));
        } catch (Throwable e) {
            return again(request, failing(Failures.of(e)));
        }
        try (planned) {
            return again(request, (still, allowed) -> goOn(still, allowed, planned));
        }
    }

    private <R> Passage<R> goOn(AccessRequest request, Ruling.Allowed allowed, Planned<R> planned) {
        if (request.isGone()) {
            return this.<R>failing(gone(request)).go(request, allowed);
        }
        return planned.restraint()
                .map(it -> this.<R>restrain(request, allowed, it))
                .orElseGet(() -> count(request, allowed, planned));
    }

    /// How a request that is allowed goes on.
    private interface Way<R> {
        Passage<R> go(AccessRequest request, Ruling.Allowed allowed);
    }

    /// Asks policy once more, with the facts of now; where they cannot be had, that is the failure.
    private <R> Passage<R> again(AccessRequest request, Way<R> way) {
        AccessRequest still;
        try {
            still = request.afresh();
        } catch (Throwable e) {
            return decided(request, failing(Failures.of(e)));
        }
        return decided(still, way);
    }

    private <R> Passage<R> decided(AccessRequest request, Way<R> way) {
        return switch (rulings.rule(request)) {
            case Ruling.Refused refused -> deny(request, refused);
            case Ruling.Allowed allowed -> way.go(request, allowed);
        };
    }

    /// Whether policy would allow a request now, counters aside. It permits nothing and writes nothing: for
    /// leaving out of lists and searches what the caller could not open, and for graying out buttons.
    public boolean foresees(AccessRequest request) {
        return rulings.rule(request) instanceof Ruling.Allowed;
    }

    /// Records that somebody was turned away before anybody knew who it was: no credentials, a signature that
    /// matches no key. Equal ones of one minute are folded, so that a flood cannot grow the ledger.
    ///
    /// @param reason a short word such as `bad-signature`: lower-case letters, digits and dashes, at most 32
    /// @param client address and user agent; for the operator's own log, never in the ledger
    public Receipt unauthenticated(Service service, String reason, String client) {
        LOG.log(System.Logger.Level.DEBUG, "turned away at {0}, {1}: {2}", service.word(), reason, client);
        return noise.note(service, reason);
    }

    // Counting

    /// What came of counting.
    private sealed interface Counted {
        record Fits(Ruling.Allowed allowed, Reservation reservation) implements Counted {}

        record TooMuch(Ruling.Refused refused) implements Counted {}
    }

    private <R> Passage<R> count(AccessRequest request, Ruling.Allowed allowed, Planned<R> planned) {
        Amounts amounts = planned.amounts();
        Counted counted;
        try {
            counted = counted(request, allowed, amounts);
        } catch (Throwable e) {
            return this.<R>failing(Failures.of(e)).go(request, allowed);
        }
        return switch (counted) {
            case Counted.Fits(Ruling.Allowed by, Reservation reservation) ->
                carryOut(request, by, planned, amounts, reservation);
            case Counted.TooMuch(Ruling.Refused refused) -> deny(request, refused);
        };
    }

    private Counted counted(AccessRequest request, Ruling.Allowed allowed, Amounts amounts) {
        LocalDate day = DayCounters.today(ledger);
        Optional<Reservation> reservation = counters.within(allowed.purpose(), day, amounts);
        return reservation.isPresent()
                ? new Counted.Fits(allowed, reservation.get())
                : countedBeyond(request, allowed, amounts, day);
    }

    private Counted countedBeyond(AccessRequest request, Ruling.Allowed allowed, Amounts amounts, LocalDate day) {
        PurposeId purpose = allowed.purpose().id();
        PrincipalId requester = request.credential().principal().id();
        List<String> taken = new ArrayList<>();
        Optional<Reservation> reservation = counters.beyond(
                allowed.purpose(),
                day,
                amounts,
                excess -> approvals.take(purpose, requester, excess).map(approval -> {
                    taken.add("approval/" + approval.id());
                    return approval.reservation();
                }));
        if (reservation.isPresent() && taken.isEmpty()) {
            return new Counted.Fits(allowed, reservation.get()); // others gave back meanwhile
        }
        Ruling ruling;
        try {
            ruling = ruleBeyond(request, purpose, reservation.isPresent());
        } catch (Throwable e) {
            Failures.passWhatEndsTheProcess(e);
            reservation.ifPresent(Gate::giveBack);
            throw e;
        }
        return switch (ruling) {
            case Ruling.Refused refused -> {
                reservation.ifPresent(Gate::giveBack);
                yield new Counted.TooMuch(refused);
            }
            case Ruling.Allowed again -> {
                taken.addAll(again.rules());
                yield new Counted.Fits(
                        new Ruling.Allowed(again.purpose(), List.copyOf(taken), again.policies()),
                        reservation.orElseThrow());
            }
        };
    }

    /// @param approved whether two people approved what goes over the day's volume
    private Ruling ruleBeyond(AccessRequest request, PurposeId purpose, boolean approved) {
        OptionalLong strongest =
                approvals.strongest(purpose, request.credential().principal().id());
        long votes = approved ? PolicyInput.ENOUGH_APPROVALS : Math.min(1, strongest.orElse(0));
        return rulings.rule(request, input -> input.overVolume((int) votes), strongest.isPresent());
    }

    // Recording and doing

    private <R> Passage<R> carryOut(
            AccessRequest request,
            Ruling.Allowed allowed,
            Planned<R> planned,
            Amounts amounts,
            Reservation reservation) {
        boolean commit = amounts.stored() != 0;
        Object watched = commit ? commits.begins() : null;
        Receipt receipt;
        try {
            receipt = entries.allowed(request, allowed, amounts);
        } catch (Throwable e) {
            Failures.passWhatEndsTheProcess(e);
            release(watched);
            giveBack(reservation);
            throw e;
        }
        Permit permit = new Permit(request, amounts, receipt);
        try {
            R result = planned.carryOut(permit);
            permit.requireApplied();
            release(watched);
            return new Passage.Done<>(result, permit);
        } catch (Throwable e) {
            AmanaException failure = Failures.of(e);
            if (watched != null) {
                commits.failed(watched, receipt.index(), () -> giveBack(reservation));
            }
            return new Passage.Failed<>(failure, receipt);
        }
    }

    /// Where that fails, the amounts stay counted, and the answer is what it would have been.
    private static void giveBack(Reservation reservation) {
        try {
            reservation.giveBack();
        } catch (Throwable e) {
            LOG.log(
                    System.Logger.Level.WARNING,
                    "what was reserved stays counted: " + Failures.of(e).message());
        }
    }

    private void release(@Nullable Object watched) {
        if (watched != null) {
            commits.ended(watched);
        }
    }

    private <R> Passage<R> restrain(AccessRequest request, Ruling.Allowed allowed, Restraint restraint) {
        String sentence =
                request.object().orElse("this") + ": " + restraint.reason() + " (rule " + restraint.rule() + ")";
        Ruling.Refused refused = new Ruling.Refused(
                new Reasons.Refusal(restraint.code(), sentence),
                List.of(restraint.rule()),
                allowed.purpose().id().toString(),
                allowed.policies());
        return isAnybody(request)
                ? fold(request, refused, ANYBODY)
                : denied(refused, entries.refusedInside(request, refused));
    }

    private <R> Passage<R> deny(AccessRequest request, Ruling.Refused refused) {
        return isAnybody(request)
                ? fold(request, refused, ANYBODY)
                : denied(refused, entries.refused(request, refused));
    }

    /// A refusal of somebody who holds no credential that is worth anything, and so could fill the ledger with them.
    private <R> Passage<R> fold(AccessRequest request, Ruling.Refused refused, String reason) {
        return denied(refused, noise.note(request.service(), reason));
    }

    private static <R> Passage<R> denied(Ruling.Refused refused, Receipt receipt) {
        return new Passage.Denied<>(refused.refusal().code(), refused.refusal().sentence(), refused.rules(), receipt);
    }

    private static boolean isAnybody(AccessRequest request) {
        return request.credential().kind() == Credential.Kind.ANONYMOUS;
    }

    /// A plan that failed moved nothing, which is what the entry says.
    private <R> Way<R> failing(AmanaException failure) {
        return (request, allowed) -> {
            Receipt receipt = isAnybody(request)
                    ? noise.note(request.service(), ANYBODY_IN_VAIN)
                    : entries.allowed(request, allowed, Amounts.NONE);
            return new Passage.Failed<>(failure, receipt);
        };
    }

    private static AmanaException gone(AccessRequest request) {
        String container = request.box().map(BoxFacts::container).orElse("");
        return new AmanaException(ErrorCode.CONTAINER_NOT_FOUND, "container " + container + " is gone meanwhile");
    }
}
