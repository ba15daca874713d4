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

    /// Bytes of a blob that one damage covers.
    private record Reach(Damage damage, long first, long last) {
        Reach upTo(long later) {
            return new Reach(damage, first, later);
        }
    }

    /// One finding for each damaged range of a blob, snapshot or block. Damage where no blob lies gives none.
    List<Finding> findings() {
        List<Finding> findings = new ArrayList<>();
        if (!damages.isEmpty()) {
            ContainerNames.all(catalog)
                    .forEach((id, container) -> look(new PlacesWalk(catalog, id), container, findings));
        }
        return findings;
    }

    private void look(PlacesWalk walk, String container, List<Finding> findings) {
        walk.walk((key, about, places) -> {
            List<Reach> damaged = damaged(key.firstByte(), places);
            if (!damaged.isEmpty()) {
                walk.owners(key, about)
                        .forEach(owner -> damaged.stream()
                                .map(reach -> finding(container + ": " + owner, reach))
                                .forEach(findings::add));
            }
        });
    }

    private static Finding finding(String about, Reach reach) {
        return new Finding(
                about + ", bytes " + reach.first() + " to " + reach.last(),
                reach.damage().toString());
    }

    /// What lies next to each other and is damaged by the same is one.
    private List<Reach> damaged(long first, Places places) {
        List<Reach> damaged = new ArrayList<>();
        long from = first;
        for (Place place : places.list()) {
            long last = from + place.length() - 1;
            for (Damage damage : damages.getOrDefault(place.extent(), List.of())) {
                if (damage.touches(place)) {
                    add(damaged, new Reach(damage, from, last));
                }
            }
            from += place.length();
        }
        return damaged;
    }

    private static void add(List<Reach> damaged, Reach more) {
        for (int i = damaged.size() - 1; i >= 0; i--) {
            Reach known = damaged.get(i);
            if (known.damage().equals(more.damage()) && known.last() + 1 == more.first()) {
                damaged.set(i, known.upTo(more.last()));
                return;
            }
        }
        damaged.add(more);
    }
}
