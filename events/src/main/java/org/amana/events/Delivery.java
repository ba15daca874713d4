package org.amana.events;

import java.time.Instant;

/// An event on its way to one subscription.
///
/// @param id rises with the commits of the catalog, so that who is told can put events of a blob in order
/// @param attempts that failed
/// @param attempted when the last one was, or [Instant#EPOCH]
/// @param outcome of the last one, or why there was none since
/// @param dead why it will not be tried any more and waits to be put aside, "" while it will
/// @param givenUp since when it is dead
record Delivery(
        long id,
        long subscription,
        BlobEvent event,
        Instant happened,
        int attempts,
        Instant attempted,
        String outcome,
        String dead,
        Instant givenUp) {
    boolean isDead() {
        return !dead.isEmpty();
    }

    /// After one more attempt that failed.
    Delivery tried(Instant now, String failure) {
        return new Delivery(id, subscription, event, happened, attempts + 1, now, failure, dead, givenUp);
    }
}
