package org.amana.analysis;

import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.amana.blob.ContainerRef;
import org.amana.blob.Vaults;
import org.amana.store.Catalog;
import org.amana.store.ContainerKey;
import org.amana.store.ExtentId;
import org.amana.store.LiveRanges;
import org.amana.store.Place;
import org.amana.store.Places;
import org.amana.store.Reader;
import org.amana.store.Transaction;

/// What analysis refers to in the extents, for compaction. Rows are only added, with rising numbers, and dropped; none
/// ever takes over another's places. So a walk by number that ends in the writer's own order misses nothing.
final class ShelfReferences implements LiveRanges {
    private static final int PAGE = 100; // whose rows may all change in one commit, which those of requests wait for

    private final Catalog catalog;
    private final Vaults vaults;

    ShelfReferences(Catalog catalog, Vaults vaults) {
        this.catalog = catalog;
        this.vaults = vaults;
    }

    private record Content(long id, long containerId, Places places) {}

    @Override
    public void visit(Predicate<ExtentId> wanted, Visitor visitor, Runnable pause) {
        Map<Long, ContainerKey> keys = keys();
        walk(page -> page.forEach(content -> tell(content, keys, wanted, visitor)), pause);
    }

    /// Sees all rows, page by page, each page a query of its own. The writer is asked only whether that was all.
    private void walk(Consumer<List<Content>> pages, Runnable pause) {
        long last = 0;
        while (true) {
            long from = last;
            List<Content> page = catalog.read(reader -> after(reader, from));
            if (page.isEmpty()) {
                page = catalog.commit(tx -> after(tx, from));
            }
            if (page.isEmpty()) {
                return;
            }
            pages.accept(page);
            pause.run();
            last = page.getLast().id();
        }
    }

    private void tell(Content content, Map<Long, ContainerKey> keys, Predicate<ExtentId> wanted, Visitor visitor) {
        Optional<ContainerKey> key = Optional.ofNullable(keys.get(content.containerId()))
                .or(() -> Optional.ofNullable(keys().get(content.containerId())));
        // Without a key the container is gone, and with it what was kept beside it.
        if (key.isPresent()) {
            for (Place place : content.places().list()) {
                if (wanted.test(place.extent())) {
                    visitor.live(place, key.get());
                }
            }
        }
    }

    private Map<Long, ContainerKey> keys() {
        List<ContainerRef> containers = catalog.read(reader -> reader.list(
                "SELECT DISTINCT account, container FROM document",
                row -> ContainerRef.of(row.text("account"), row.text("container"))));
        return containers.stream()
                .flatMap(ref -> vaults.of(ref).stream())
                .collect(java.util.stream.Collectors.toMap(
                        vault -> vault.containerId(), vault -> vault.key(), (one, _) -> one));
    }

    @Override
    public void relocate(Map<Place, Place> moved, Runnable pause) {
        walk(
                page -> {
                    List<Long> found = page.stream()
                            .filter(content -> content.places().touchesAny(moved.keySet()))
                            .map(Content::id)
                            .toList();
                    if (!found.isEmpty()) {
                        catalog.commit(tx -> replace(tx, found, moved));
                    }
                },
                pause);
    }

    /// @return how many rows were changed; not those that were dropped meanwhile
    private static int replace(Transaction tx, List<Long> found, Map<Place, Place> moved) throws SQLException {
        int changed = 0;
        for (long id : found) {
            Optional<Places> places = tx.first(
                    "SELECT places FROM analysis_content WHERE id = ? AND dropped = 0",
                    row -> Places.decode(row.bytes("places")),
                    id);
            if (places.isPresent()) {
                changed += tx.update(
                        "UPDATE analysis_content SET places = ? WHERE id = ?",
                        places.get().moved(moved).encode(),
                        id);
            }
        }
        return changed;
    }

    private static List<Content> after(Reader reader, long last) throws SQLException {
        return reader.list(
                "SELECT id, container_id, places FROM analysis_content WHERE id > ? AND dropped = 0 ORDER BY id LIMIT "
                        + PAGE,
                row -> new Content(row.number("id"), row.number("container_id"), Places.decode(row.bytes("places"))),
                last);
    }
}
