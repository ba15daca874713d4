package org.amana.store;

import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;

/// What a catalog would hold, in memory: named contents and where they are.
final class RowsOfPlaces implements LiveRanges {
    private final ContainerKey key;
    private final Map<String, Places> rows = new TreeMap<>(); // guarded by this

    RowsOfPlaces(ContainerKey key) {
        this.key = key;
    }

    synchronized void put(String name, Places places) {
        rows.put(name, places);
    }

    synchronized Places remove(String name) {
        return rows.remove(name);
    }

    synchronized Places places(String name) {
        return rows.get(name);
    }

    @Override
    public synchronized void visit(Predicate<ExtentId> wanted, Visitor visitor, Runnable pause) {
        for (Places places : rows.values()) {
            places.list().stream()
                    .filter(place -> wanted.test(place.extent()))
                    .forEach(place -> visitor.live(place, key));
            pause.run();
        }
    }

    @Override
    public synchronized void relocate(Map<Place, Place> moved, Runnable pause) {
        rows.replaceAll((_, places) -> places.moved(moved));
        pause.run();
    }
}
