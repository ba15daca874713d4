package org.amana.store;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// What rows refer to and no extent has: the file of the extent is gone, or ends before, or a power cut tore it there.
final class LostBytes {
    private final Extents extents;
    private final List<LiveRanges> live;
    private final Runnable pause;
    private final Map<ExtentId, List<Damage>> known = new HashMap<>();
    private final List<Damage> lost = new ArrayList<>();

    /// @param known damage that need not be told again
    /// @param pause is run between any two pages of rows; no extent goes meanwhile
    LostBytes(Extents extents, List<LiveRanges> live, List<Damage> known, Runnable pause) {
        this.extents = extents;
        this.live = live;
        this.pause = pause;
        known.forEach(this::know);
    }

    /// One damage for each extent that is gone or ends too early, and one for each frame that was torn.
    List<Damage> find() {
        try (HeldExtents _ = extents.hold()) { // so that none goes between the look at a row and that at the extent
            live.forEach(module -> module.visit(this::mayLack, (place, _) -> look(place), pause));
        }
        return lost;
    }

    /// What an open extent has is known, since it was appended by this very process.
    private boolean mayLack(ExtentId id) {
        return extents.volume().find(id).map(Extent::isSealed).orElse(true);
    }

    private void look(Place place) {
        boolean told = known.getOrDefault(place.extent(), List.of()).stream().anyMatch(damage -> damage.touches(place));
        if (!told && !extents.isThere(place)) {
            Damage damage = damage(place);
            know(damage);
            lost.add(damage);
        }
    }

    private void know(Damage damage) {
        known.computeIfAbsent(damage.extent(), _ -> new ArrayList<>()).add(damage);
    }

    private Damage damage(Place place) {
        ExtentId id = place.extent();
        if (!extents.volume().has(id)) {
            return new Damage(id, 0, 0, "the extent is missing");
        }
        long end = extents.volume().extent(id).durableEnd();
        return end < place.offset() + place.sizeOnDisk()
                ? new Damage(id, end, 0, "the extent ends before what is referred to")
                : new Damage(id, place.offset(), place.sizeOnDisk(), "there is no frame that is sound");
    }
}
