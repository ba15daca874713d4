package org.amana.lifecycle;

/// What a round came to.
///
/// @param lookedAt blobs, snapshots and versions
/// @param leftAlone what was due and could not be done: held, leased, changed meanwhile, refused by policy
public record RoundResult(long lookedAt, long moved, long deleted, long leftAlone) {
    public static final RoundResult NONE = new RoundResult(0, 0, 0, 0);

    RoundResult plus(RoundResult other) {
        return new RoundResult(
                lookedAt + other.lookedAt, moved + other.moved, deleted + other.deleted, leftAlone + other.leftAlone);
    }
}
