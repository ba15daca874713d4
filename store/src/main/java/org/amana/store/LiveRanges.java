package org.amana.store;

import java.util.Map;
import java.util.function.Predicate;

/// What the catalog knows and the extents do not: which bytes somebody still refers to. A module that keeps [Places]
/// in its rows implements this for compaction and fsck.
public interface LiveRanges {
    /// Visits every place in this module's rows whose extent is `wanted`, in any order, the same one as often as
    /// it is referred to. A reference that moves from one row to another meanwhile is not missed. Places of
    /// containers whose key is gone are not visited.
    ///
    /// @param pause is run between any two pages of rows, while no query is under way, and may take its time
    void visit(Predicate<ExtentId> wanted, Visitor visitor, Runnable pause);

    /// Puts the new place of each frame in the place of its old one, in every row that refers to it. Each row
    /// changes at one stroke; rows may share a commit or not. Rows made since the visit count too: this looks for
    /// references itself, once for all frames. A frame that nobody refers to any more is passed over.
    ///
    /// When this returns, no row refers to a frame in `moved` by its old place, and no new reference to one can
    /// come about. The caller looks again before it removes an extent.
    ///
    /// @param moved whole frames, from old to new, of any extents; the new ones are durable
    /// @param pause as for [#visit]
    void relocate(Map<Place, Place> moved, Runnable pause);

    /// Sees the live places.
    @FunctionalInterface
    interface Visitor {
        /// @param key the key of the container that the place belongs to
        void live(Place place, ContainerKey key);
    }
}
