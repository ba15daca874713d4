package org.amana.soak;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// A lease as Azure's tables say it behaves (Azure REST: *Lease Blob*, "Outcomes of lease operations on blobs by lease
/// state" and "Outcomes of use attempts on blobs by lease state").
///
/// @param id "" while available
/// @param seconds what was asked for, -1 for one without end
/// @param until epoch milliseconds when it expires or, once broken, is over; [#FOREVER] if never
record ModelLease(String id, int seconds, long until, boolean broken) {
    /// The headers of what has none.
    static final Map<String, Optional<String>> UNTOLD = Map.of(
            "x-ms-lease-state", Optional.empty(),
            "x-ms-lease-status", Optional.empty(),
            "x-ms-lease-duration", Optional.empty());

    static final ModelLease NONE = new ModelLease("", 0, 0, false);
    private static final long FOREVER = Long.MAX_VALUE;

    /// What is leased: the words for it differ.
    enum Of {
        BLOB("Blob"),
        CONTAINER("Container");

        private final String word;

        Of(String word) {
            this.word = word;
        }

        private Unmet unmet(String before) {
            return new Unmet(412, before + "With" + word + "Operation");
        }
    }

    String state(Instant now) {
        if (id.isEmpty()) {
            return "available";
        }
        boolean over = now.toEpochMilli() >= until;
        if (broken) {
            return over ? "broken" : "breaking";
        }
        return over ? "expired" : "leased";
    }

    boolean locks(Instant now) {
        return state(now).equals("leased") || state(now).equals("breaking");
    }

    /// The headers that tell of it.
    Map<String, Optional<String>> headers(Instant now) {
        Map<String, Optional<String>> headers = new TreeMap<>();
        headers.put("x-ms-lease-state", Optional.of(state(now)));
        headers.put("x-ms-lease-status", Optional.of(locks(now) ? "locked" : "unlocked"));
        headers.put("x-ms-lease-duration", duration(now));
        return headers;
    }

    Optional<String> duration(Instant now) {
        return state(now).equals("leased") ? Optional.of(seconds < 0 ? "infinite" : "fixed") : Optional.empty();
    }

    ModelLease acquired(String proposed, int asked, Instant now) {
        if (asked != -1 && (asked < 15 || asked > 60)) {
            throw new Unmet(400, "InvalidHeaderValue");
        }
        boolean same = proposed.equals(id);
        switch (state(now)) {
            case "leased" -> {
                if (!same) {
                    throw new Unmet(409, "LeaseAlreadyPresent");
                }
            }
            case "breaking" ->
                throw new Unmet(409, same ? "LeaseIsBreakingAndCannotBeAcquired" : "LeaseAlreadyPresent");
            default -> {}
        }
        return new ModelLease(proposed, asked, end(asked, now), false);
    }

    ModelLease renewed(String shown, Instant now) {
        requireOwn(shown);
        return switch (state(now)) {
            case "leased", "expired" -> new ModelLease(id, seconds, end(seconds, now), false);
            default -> throw new Unmet(409, "LeaseIsBrokenAndCannotBeRenewed");
        };
    }

    ModelLease changed(String shown, String proposed, Instant now) {
        boolean own = shown.equals(id) || proposed.equals(id);
        return switch (state(now)) {
            case "leased" -> {
                if (!own) {
                    throw new Unmet(409, "LeaseIdMismatchWithLeaseOperation");
                }
                yield new ModelLease(proposed, seconds, until, false);
            }
            case "breaking" ->
                throw new Unmet(409, own ? "LeaseIsBreakingAndCannotBeChanged" : "LeaseIdMismatchWithLeaseOperation");
            default -> throw new Unmet(409, "LeaseNotPresentWithLeaseOperation");
        };
    }

    ModelLease released(String shown) {
        requireOwn(shown);
        return NONE;
    }

    /// @param period seconds; below 0 if none was asked for
    ModelLease broken(int period, Instant now) {
        long at = now.toEpochMilli();
        return switch (state(now)) {
            case "leased", "breaking" -> {
                long left = until == FOREVER ? FOREVER : until - at;
                // Without a period, one that ends breaks when it would have ended, and one that does not at once.
                long wait = period >= 0 ? Math.min(left, 1000L * period) : left == FOREVER ? 0 : left;
                yield new ModelLease(id, seconds, at + wait, true);
            }
            case "expired", "broken" -> new ModelLease(id, seconds, at, true);
            default -> throw new Unmet(409, "LeaseNotPresentWithLeaseOperation");
        };
    }

    /// What `x-ms-lease-time` tells after a break.
    long secondsLeft(Instant now) {
        return state(now).equals("breaking") ? Math.round((until - now.toEpochMilli()) / 1000.0) : 0;
    }

    /// After a change of what was leased, nobody may take up a lease again that has ended.
    ModelLease afterChange(Instant now) {
        return locks(now) ? this : NONE;
    }

    void requireForWrite(String shown, Instant now, Of what) {
        if (locks(now)) {
            if (shown.isEmpty()) {
                throw new Unmet(412, "LeaseIdMissing");
            }
            if (!shown.equals(id)) {
                throw what.unmet("LeaseIdMismatch");
            }
            return;
        }
        requireNone(shown, now, what);
    }

    /// Nothing is copied over what is leased for a time only (Azure REST: *Copy Blob*).
    void requireInfinite(Instant now) {
        if (locks(now) && seconds >= 0) {
            throw new Unmet(412, "InfiniteLeaseDurationRequired");
        }
    }

    void requireForRead(String shown, Instant now, Of what) {
        if (locks(now)) {
            if (!shown.isEmpty() && !shown.equals(id)) {
                throw what.unmet("LeaseIdMismatch");
            }
            return;
        }
        requireNone(shown, now, what);
    }

    private void requireNone(String shown, Instant now, Of what) {
        if (!shown.isEmpty()) {
            boolean lost = !state(now).equals("available") && shown.equals(id);
            throw lost ? new Unmet(412, "LeaseLost") : what.unmet("LeaseNotPresent");
        }
    }

    private void requireOwn(String shown) {
        if (id.isEmpty() || !shown.equals(id)) {
            throw new Unmet(409, "LeaseIdMismatchWithLeaseOperation");
        }
    }

    private static long end(int seconds, Instant now) {
        return seconds < 0 ? FOREVER : now.toEpochMilli() + 1000L * seconds;
    }
}
