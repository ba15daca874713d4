package org.amana.search;

import java.util.Set;
import org.amana.policy.AccessRequest;

/// Which containers a search may look into. The answer becomes a filter inside every query, so a container that is not
/// in it is as good as absent: no hit, no snippet, no facet, no vector of it.
@FunctionalInterface
public interface Openness {
    /// Those of `containers` (of the account of the request) that are open to the caller's purpose now.
    ///
    /// @param asked the search itself, already allowed on the account as a whole
    Set<String> open(AccessRequest asked, Set<String> containers);

    /// Whether the file of a hit is there still. One whose time is over is not, though it is cleared away,
    /// from the index too, a little later.
    default boolean isThere(Hit hit) {
        return true;
    }
}
