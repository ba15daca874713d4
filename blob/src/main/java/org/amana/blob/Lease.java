package org.amana.blob;

import java.time.Instant;
import java.util.OptionalInt;
import java.util.function.Supplier;
import org.amana.kernel.AmanaException;
import org.amana.kernel.ErrorCode;

/// A lease as the catalog keeps it, and Azure's state machine (Azure REST: *Lease Blob*, "Outcomes of lease
/// operations"). Only what was done is stored; whether it has expired or is broken by now follows from the time
/// asked at.
///
/// @param id [LeaseId#NONE] while available
/// @param seconds the duration asked for, [LeaseAction#INFINITE], or 0 while available
/// @param ends epoch milliseconds when a leased one expires or a breaking one is broken; 0 when it does not end
/// @param breaking whether it was broken, be the period over or not
record Lease(LeaseId id, int seconds, long ends, boolean breaking) {
    static final Lease AVAILABLE = new Lease(LeaseId.NONE, 0, 0, false);

    private static final int SHORTEST = 15;
    private static final int LONGEST = 60;

    LeaseState state(Instant now) {
        if (!id.isPresent()) {
            return LeaseState.AVAILABLE;
        }
        boolean over = ends != 0 && now.toEpochMilli() >= ends;
        if (breaking) {
            return over || ends == 0 ? LeaseState.BROKEN : LeaseState.BREAKING;
        }
        return over ? LeaseState.EXPIRED : LeaseState.LEASED;
    }

    LeaseView view(Instant now) {
        LeaseState state = state(now);
        LeaseDuration duration = state != LeaseState.LEASED
                ? LeaseDuration.NONE
                : seconds == LeaseAction.INFINITE ? LeaseDuration.INFINITE : LeaseDuration.FIXED;
        return new LeaseView(state, duration);
    }

    /// This lease after an action.
    ///
    /// @param fresh makes an id where the client proposes none
    /// @param kind  of what is leased
    Lease after(LeaseAction action, Instant now, Supplier<LeaseId> fresh, LeaseKind kind) {
        return switch (action) {
            case LeaseAction.Acquire acquire -> acquired(acquire, now, fresh);
            case LeaseAction.Renew renew -> renewed(renew, now, kind);
            case LeaseAction.Change change -> changed(change, now, kind);
            case LeaseAction.Release release -> released(release, kind);
            case LeaseAction.Break broken -> broken(broken, now, kind);
        };
    }

    private Lease acquired(LeaseAction.Acquire acquire, Instant now, Supplier<LeaseId> fresh) {
        int asked = acquire.seconds();
        if (asked != LeaseAction.INFINITE && (asked < SHORTEST || asked > LONGEST)) {
            throw new AmanaException(
                            ErrorCode.INVALID_HEADER, "x-ms-lease-duration: 15 to 60 seconds or -1, not " + asked)
                    .with("HeaderName", "x-ms-lease-duration")
                    .with("HeaderValue", Integer.toString(asked));
        }
        boolean same = acquire.proposed().equals(id);
        switch (state(now)) {
            case AVAILABLE, EXPIRED, BROKEN -> {}
            case LEASED -> {
                if (!same) {
                    throw failure(ErrorCode.LEASE_ALREADY_PRESENT, "there is a lease already");
                }
            }
            case BREAKING ->
                throw same
                        ? failure(
                                ErrorCode.LEASE_IS_BREAKING, "the lease is breaking and cannot be acquired until then")
                        : failure(ErrorCode.LEASE_ALREADY_PRESENT, "there is a lease already");
        }
        LeaseId taken = acquire.proposed().isPresent() ? acquire.proposed() : fresh.get();
        return new Lease(taken, asked, end(asked, now), false);
    }

    private Lease renewed(LeaseAction.Renew renew, Instant now, LeaseKind kind) {
        requireOwn(renew.id(), kind);
        return switch (state(now)) {
            case AVAILABLE -> throw mismatch(kind);
            case LEASED, EXPIRED -> new Lease(id, seconds, end(seconds, now), false);
            case BREAKING, BROKEN ->
                throw failure(ErrorCode.LEASE_IS_BROKEN, "the lease was broken and cannot be renewed");
        };
    }

    private Lease changed(LeaseAction.Change change, Instant now, LeaseKind kind) {
        boolean own = change.id().equals(id) || change.proposed().equals(id);
        return switch (state(now)) {
            case AVAILABLE, EXPIRED, BROKEN -> throw failure(kind.notPresentToLease(), "there is no lease to change");
            case LEASED -> {
                if (!own) {
                    throw mismatch(kind);
                }
                yield new Lease(change.proposed(), seconds, ends, false);
            }
            case BREAKING ->
                throw own
                        ? failure(
                                ErrorCode.LEASE_IS_BREAKING_UNCHANGEABLE, "the lease is breaking and cannot be changed")
                        : mismatch(kind);
        };
    }

    private Lease released(LeaseAction.Release release, LeaseKind kind) {
        requireOwn(release.id(), kind);
        return AVAILABLE;
    }

    private Lease broken(LeaseAction.Break action, Instant now, LeaseKind kind) {
        OptionalInt period = action.periodSeconds();
        if (period.isPresent() && (period.getAsInt() < 0 || period.getAsInt() > LONGEST)) {
            throw new AmanaException(
                            ErrorCode.INVALID_HEADER,
                            "x-ms-lease-break-period: 0 to 60 seconds, not " + period.getAsInt())
                    .with("HeaderName", "x-ms-lease-break-period")
                    .with("HeaderValue", Integer.toString(period.getAsInt()));
        }
        return switch (state(now)) {
            case AVAILABLE -> throw failure(kind.notPresentToLease(), "there is no lease to break");
            case EXPIRED, BROKEN -> new Lease(id, seconds, 0, true);
            case LEASED, BREAKING -> {
                // A period can shorten what is left, never lengthen it. An infinite lease has nothing left to wait for.
                long left = ends == 0 ? (period.isPresent() ? Long.MAX_VALUE : 0) : ends - now.toEpochMilli();
                long wait = period.isPresent() ? Math.min(left, 1000L * period.getAsInt()) : left;
                yield new Lease(id, seconds, wait == 0 ? 0 : now.toEpochMilli() + wait, true);
            }
        };
    }

    /// Seconds until another may take the lease, as `x-ms-lease-time` tells after a break: the nearest whole number,
    /// so that 0 may still be breaking for a moment.
    int remainingSeconds(Instant now) {
        return state(now) == LeaseState.BREAKING ? (int) Math.round((ends - now.toEpochMilli()) / 1000.0) : 0;
    }

    /// This lease after a write of the blob: one that has expired or is broken is forgotten, so that it cannot
    /// be renewed by somebody who does not know of the write.
    Lease afterWrite(Instant now) {
        return state(now).status() == LeaseStatus.LOCKED ? this : AVAILABLE;
    }

    /// Fails unless a write that shows `shown` may go on.
    ///
    /// @throws AmanaException one of the four lease failures, with status 412
    void requireForWrite(LeaseId shown, Instant now, LeaseKind kind) {
        LeaseState state = state(now);
        if (state.status() == LeaseStatus.LOCKED) {
            if (!shown.isPresent()) {
                throw new AmanaException(kind.missing(), kind + ": it is leased, and no lease id was shown");
            }
            if (!shown.equals(id)) {
                throw new AmanaException(kind.mismatch(), kind + ": it is leased under another id");
            }
            return;
        }
        requireNotLost(shown, state, kind);
    }

    /// Fails where it ends by itself, for who has shown its id. A copy may take longer than such a lease.
    ///
    /// @throws AmanaException `INFINITE_LEASE_REQUIRED`
    void requireInfinite(Instant now, LeaseKind kind) {
        if (state(now).status() == LeaseStatus.LOCKED && seconds != LeaseAction.INFINITE) {
            throw new AmanaException(
                    ErrorCode.INFINITE_LEASE_REQUIRED, kind + ": its lease is one of " + seconds + " seconds");
        }
    }

    /// Fails unless a read that shows `shown` may go on: showing an id is optional, but it must be the right
    /// one.
    void requireForRead(LeaseId shown, Instant now, LeaseKind kind) {
        LeaseState state = state(now);
        if (state.status() == LeaseStatus.LOCKED) {
            if (shown.isPresent() && !shown.equals(id)) {
                throw new AmanaException(kind.mismatch(), kind + ": it is leased under another id");
            }
            return;
        }
        requireNotLost(shown, state, kind);
    }

    private void requireNotLost(LeaseId shown, LeaseState state, LeaseKind kind) {
        if (!shown.isPresent()) {
            return;
        }
        boolean lost = state != LeaseState.AVAILABLE && shown.equals(id);
        throw lost
                ? new AmanaException(kind.lost(), kind + ": the lease has ended")
                : new AmanaException(kind.notPresent(), kind + ": there is no lease");
    }

    private static long end(int seconds, Instant now) {
        return seconds == LeaseAction.INFINITE ? 0 : now.toEpochMilli() + 1000L * seconds;
    }

    private void requireOwn(LeaseId shown, LeaseKind kind) {
        if (!shown.isPresent() || !shown.equals(id)) {
            throw mismatch(kind);
        }
    }

    private static AmanaException mismatch(LeaseKind kind) {
        return failure(kind.mismatchOfLease(), "the lease id is not that of the lease");
    }

    private static AmanaException failure(ErrorCode code, String message) {
        return new AmanaException(code, "lease: " + message);
    }
}
