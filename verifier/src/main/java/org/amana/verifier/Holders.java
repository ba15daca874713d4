package org.amana.verifier;

import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// The credentials of one purpose, as far as what is allowed under it rests on one of them (rule 6): until when one
/// is in force. Which it was that an access was made with, is nobody's to see.
///
/// As with [Terms], what was in force within [Terms#GRACE_SECONDS] counts, since a decision comes before its entry.
final class Holders {
    /// About how many bytes of memory it takes, beside [#kept()].
    static final long WEIGHT = 136;

    /// About how many bytes of memory each of [#kept()] takes.
    static final long EACH = 72;

    /// How many are in force, by when they expire.
    private final TreeMap<Long, Integer> active = new TreeMap<>();

    private long until = Long.MIN_VALUE; // the latest at which any was in force, or will be
    private long before = Long.MIN_VALUE; // the same of those that are not in `active` any more
    private long open; // issued, and not ended, whether expired or not
    private long restores; // how often the server had been restored when the following were true
    private long ended; // since then
    private long endedExpiry = Long.MIN_VALUE; // the latest expiry of those

    /// Takes in that one was issued.
    void issue(long expires, long seconds, long restored) {
        follow(restored);
        forget(seconds);
        active.merge(expires, 1, Integer::sum);
        until = Math.max(until, expires);
        open++;
    }

    /// Takes in that one was ended.
    void end(long expires, long seconds, long restored) {
        follow(restored);
        active.computeIfPresent(expires, (_, count) -> count == 1 ? null : count - 1);
        before = Math.max(before, Math.min(expires, seconds));
        until = active.isEmpty() ? before : Math.max(before, active.lastKey());
        open = Math.max(0, open - 1);
        ended++;
        endedExpiry = Math.max(endedExpiry, expires);
    }

    /// Why nothing can have been allowed; null if it can.
    @Nullable
    String objection(long seconds, long restored) {
        if (inForce(seconds)) {
            return null;
        }
        follow(restored);
        if (inForce(seconds)) {
            return null;
        }
        return until == Long.MIN_VALUE ? "has no credential before it" : "has no credential in force";
    }

    /// Whether there are some that were not ended, and so have expired, where none is in force.
    boolean anyExpired() {
        return open > 0;
    }

    /// How many different expiries are kept.
    int kept() {
        return active.size();
    }

    private boolean inForce(long seconds) {
        return until >= seconds - Terms.GRACE_SECONDS;
    }

    /// A server that was restored may not know that it had ended some.
    private void follow(long restored) {
        if (restores != restored) {
            restores = restored;
            before = Math.max(before, endedExpiry);
            until = Math.max(until, before);
            open += ended;
            ended = 0;
            endedExpiry = Long.MIN_VALUE;
        }
    }

    private void forget(long seconds) {
        while (!active.isEmpty() && active.firstKey() < seconds - Terms.GRACE_SECONDS) {
            before = Math.max(before, active.firstKey());
            active.pollFirstEntry();
        }
    }
}
