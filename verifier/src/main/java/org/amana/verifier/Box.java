package org.amana.verifier;

/// A container, by its pseudonym: what it holds, and whether it was there.
final class Box {
    /// About how many bytes of memory it takes.
    static final long WEIGHT = 96;

    private static final long NEVER = Long.MIN_VALUE;

    private final byte[] account;
    private final BoxUses uses = new BoxUses(); // since which nothing was deleted
    private long stored;
    private long deleted = NEVER; // when something was deleted last: perhaps it, itself
    private long written = NEVER; // when something was first stored since then
    private long writtenBy; // the entry that says so

    Box(byte[] account) {
        this.account = account;
    }

    /// The account in which it stands; not to be changed.
    byte[] account() {
        return account;
    }

    /// How many bytes it holds.
    long stored() {
        return stored;
    }

    void holds(long bytes) {
        stored = bytes;
    }

    /// Something was deleted: it may be gone from here on, and each purpose that used it may use another for
    /// it.
    void deleted(long seconds) {
        deleted = seconds;
        written = NEVER;
        uses.mayAllBeGone();
    }

    /// The access at `index` stored something.
    void stored(long index, long seconds) {
        if (deleted != NEVER && written == NEVER && seconds > deleted + Terms.GRACE_SECONDS) {
            written = seconds;
            writtenBy = index;
        }
    }

    /// What the access at `ref` says was stored was not.
    void voided(long ref) {
        if (written != NEVER && writtenBy == ref) {
            written = NEVER;
        }
    }

    /// Whether it may have been gone already when an entry came of an access that had been decided before:
    /// taking a body in may last. Where something was stored since, and not voided within a minute, it was
    /// there.
    boolean mayBeGoneAt(long seconds) {
        return deleted != NEVER && (written == NEVER || written >= seconds - Terms.GRACE_SECONDS);
    }

    /// Whether it may have been deleted since an access that had been decided when its entry came.
    boolean mayBeGoneSince(long seconds) {
        return deleted >= seconds - Terms.GRACE_SECONDS;
    }

    /// The uses of it since which nothing was deleted.
    BoxUses uses() {
        return uses;
    }
}
