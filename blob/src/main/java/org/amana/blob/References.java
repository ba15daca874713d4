package org.amana.blob;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.amana.store.Catalog;
import org.amana.store.ContainerKey;
import org.amana.store.ExtentId;
import org.amana.store.LiveRanges;
import org.amana.store.Place;
import org.amana.store.Places;
import org.amana.store.RootKey;
import org.amana.store.Transaction;

/// Which bytes in extents the catalog refers to, for compaction. There is no index by extent, which every write
/// would have to pay for; all rows are walked instead, page by page. What is written while a walk goes on is
/// noted by the writer, so that a reference that moves from a row not yet walked to one already walked is not
/// missed.
final class References implements LiveRanges {
    /// Rows changed in one commit, which those of requests wait for.
    private static final int BATCH = 50;

    private final Catalog catalog;
    private final RootKey root;
    private final List<Walk> walks = new CopyOnWriteArrayList<>();

    /// How often places in the catalog were replaced by others of the same bytes.
    private final AtomicLong moves = new AtomicLong();

    References(Catalog catalog, RootKey root) {
        this.catalog = catalog;
        this.root = root;
    }

    /// A walk that goes on, and what was written meanwhile. The queue is filled by the writer thread, and emptied
    /// between two pages, as a walk that rests may take hours.
    private record Walk(Predicate<ExtentId> wanted, Queue<Noted> noted) {}

    private record Noted(RowKey key, long containerId, Places places) {}

    /// Rises whenever places that were read before may no longer be those in the catalog. Who prepares a change
    /// with places from the catalog reads this before and in the change; if it differs, they are read again.
    long moves() {
        return moves.get();
    }

    /// To be called in the change that writes a row.
    void note(RowKey key, long containerId, Places places) {
        for (Walk walk : walks) {
            if (places.list().stream().anyMatch(place -> walk.wanted().test(place.extent()))) {
                walk.noted().add(new Noted(key, containerId, places));
            }
        }
    }

    boolean isWalking() {
        return !walks.isEmpty();
    }

    @Override
    public void visit(Predicate<ExtentId> wanted, Visitor visitor, Runnable pause) {
        Walk walk = begin(wanted);
        try {
            Map<Long, ContainerKey> keys = keys();
            Runnable betweenPages = () -> {
                tellNoted(walk, visitor, keys);
                pause.run();
            };
            keys.forEach((id, key) -> new PlacesWalk(catalog, id)
                    .walk((_, _, places) -> tell(wanted, visitor, places, key), betweenPages));
            catalog.commit(_ -> true); // every change before this has noted what it wrote
            tellNoted(walk, visitor, keys);
        } finally {
            walks.remove(walk);
        }
    }

    private static void tellNoted(Walk walk, Visitor visitor, Map<Long, ContainerKey> keys) {
        for (Noted row = walk.noted().poll(); row != null; row = walk.noted().poll()) {
            ContainerKey key = keys.get(row.containerId());
            if (key != null) { // else made later, and then no frame of an older key is in it
                tell(walk.wanted(), visitor, row.places(), key);
            }
        }
    }

    /// Once an empty change has gone through, every change before it is seen by the walk, and every one after
    /// it is noted.
    private Walk begin(Predicate<ExtentId> wanted) {
        Walk walk = new Walk(wanted, new ConcurrentLinkedQueue<>());
        walks.add(walk);
        catalog.commit(_ -> true);
        return walk;
    }

    private static void tell(Predicate<ExtentId> wanted, Visitor visitor, Places places, ContainerKey key) {
        for (Place place : places.list()) {
            if (wanted.test(place.extent())) {
                visitor.live(place, key);
            }
        }
    }

    /// The keys of all containers that have one: also of deleted ones that are still kept.
    Map<Long, ContainerKey> keys() {
        return catalog.read(reader -> {
            Map<Long, ContainerKey> keys = new LinkedHashMap<>();
            reader.each(
                    "SELECT id, pseudonym, wrapped_key FROM container WHERE wrapped_key IS NOT NULL ORDER BY id",
                    row -> {
                        keys.put(
                                row.number("id"),
                                ContainerKey.unwrap(root, row.bytes("wrapped_key"), row.text("pseudonym")));
                        return true;
                    });
            return keys;
        });
    }

    @Override
    public void relocate(Map<Place, Place> moved, Runnable pause) {
        Set<ExtentId> extents = moved.keySet().stream().map(Place::extent).collect(Collectors.toSet());
        Walk walk = begin(extents::contains);
        try {
            List<RowKey> found = new ArrayList<>(BATCH);
            PlacesWalk.Visitor replacing = (key, _, places) -> {
                if (places.touchesAny(moved.keySet())) {
                    found.add(key);
                }
                if (found.size() == BATCH) {
                    replaceAll(found, moved);
                    pause.run();
                }
            };
            keys().keySet().forEach(id -> new PlacesWalk(catalog, id).walk(replacing, pause));
            replaceAll(found, moved);
            while (!catalog.commit(tx -> replaceNoted(tx, walk, moved))) {
                pause.run(); // more was noted than fits in a commit
            }
        } finally {
            walks.remove(walk);
        }
    }

    /// Changes these rows in one commit, and takes them out of the list.
    private void replaceAll(List<RowKey> found, Map<Place, Place> moved) {
        if (!found.isEmpty()) {
            catalog.commit(tx -> replace(tx, found, moved));
            found.clear();
        }
    }

    /// @return whether nothing noted is left, at this point of the writer's order
    private boolean replaceNoted(Transaction tx, Walk walk, Map<Place, Place> moved) throws SQLException {
        List<RowKey> batch = new ArrayList<>();
        while (batch.size() < BATCH && !walk.noted().isEmpty()) {
            batch.add(walk.noted().remove().key());
        }
        replace(tx, batch, moved);
        return walk.noted().isEmpty();
    }

    private boolean replace(Transaction tx, Collection<RowKey> keys, Map<Place, Place> moved) throws SQLException {
        for (RowKey key : keys) {
            Optional<Places> places = key.places(tx);
            if (places.isPresent() && places.get().touchesAny(moved.keySet())) {
                moves.incrementAndGet();
                key.replace(tx, places.get().moved(moved));
            }
        }
        return true;
    }
}
