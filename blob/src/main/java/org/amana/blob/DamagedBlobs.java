package org.amana.blob;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.amana.store.Catalog;
import org.amana.store.Damage;
import org.amana.store.ExtentId;
import org.amana.store.Place;
import org.amana.store.Places;

/// Tells which bytes of which blobs lie where an extent is damaged.
final class DamagedBlobs {
    private final Catalog catalog;
    private final Map<ExtentId, List<Damage>> damages;

    DamagedBlobs(Catalog catalog, List<Damage> damages) {
        this.catalog = catalog;
        this.damages = damages.stream().collect(Collectors.groupingBy(Damage::extent));
    }

    /// One finding for each damaged range of a blob, snapshot or block. Damage where no blob lies gives none.
    List<Finding> findings() {
        List<Finding> findings = new ArrayList<>();
        if (!damages.isEmpty()) {
            ContainerNames.all(catalog)
                    .forEach((id, container) -> new PlacesWalk(catalog, id)
                            .walk((key, about, places) ->
                                    look(container + ": " + about, key.firstByte(), places, findings)));
        }
        return findings;
    }

    private void look(String about, long first, Places places, List<Finding> findings) {
        long from = first;
        for (Place place : places.list()) {
            for (Damage damage : damages.getOrDefault(place.extent(), List.of())) {
                if (damage.touches(place)) {
                    findings.add(new Finding(
                            about + ", bytes " + from + " to " + (from + place.length() - 1), damage.toString()));
                }
            }
            from += place.length();
        }
    }
}
