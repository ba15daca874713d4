package org.amana.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.amana.store.ExtentId;
import org.amana.store.Place;
import org.amana.store.Places;
import org.amana.store.Transaction;
import org.amana.testkit.ManualClock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Rows by themselves: no extent has what they refer to.
class ShelfReferencesTest {
    private static final int ROWS = 1_200; // twelve pages
    private static final ExtentId OLD = new ExtentId(1, 1);
    private static final ExtentId OTHER = new ExtentId(2, 2);
    private static final ExtentId NEW = new ExtentId(3, 3);

    @TempDir
    private Path folder;

    private ReadingRoom room;
    private ShelfReferences references;

    @BeforeEach
    void open() {
        room = ReadingRoom.unstaffed(folder, new ManualClock());
        references = new ShelfReferences(room.catalog, room.store.vaults());
        room.catalog.commit(tx -> {
            for (long id = 1; id <= ROWS; id++) {
                tx.update(
                        "INSERT INTO analysis_content (id, container_id, name, dropped, places) VALUES (?, 1, 'a', 0, ?)",
                        id,
                        new Places(List.of(old(id), frame(OTHER, id))).encode());
            }
            return ROWS;
        });
    }

    @AfterEach
    void close() {
        room.close();
    }

    private static Place frame(ExtentId extent, long id) {
        return Place.whole(extent, id << 12, 100);
    }

    /// Half of the rows refer to the extent that is emptied first, half to another one.
    private static Place old(long id) {
        return frame(id % 2 == 0 ? OLD : new ExtentId(1, 2), id);
    }

    private Places places(long id) {
        return room.catalog
                .read(reader -> reader.first(
                        "SELECT places FROM analysis_content WHERE id = ?",
                        row -> Places.decode(row.bytes("places")),
                        id))
                .orElseThrow();
    }

    /// Groups of changes that the writer has carried out meanwhile.
    private long changesOf(Runnable work) {
        long before = room.catalog.commit(Transaction::group);
        work.run();
        return room.catalog.commit(Transaction::group) - before - 1;
    }

    @Test
    void framesOfSeveralExtentsMoveInOneWalkAndAllElseStays() {
        Map<Place, Place> moved = new HashMap<>();
        for (long id : new long[] {1, 2, 700, 1_199, 1_200}) {
            moved.put(old(id), frame(NEW, id));
        }
        room.catalog.commit(tx -> tx.update("UPDATE analysis_content SET dropped = 1 WHERE id = 700"));
        references.relocate(moved, () -> {});
        for (long id = 1; id <= ROWS; id++) {
            Place expected = id == 700 ? old(id) : moved.getOrDefault(old(id), old(id));
            assertThat(places(id).list()).as("row %d", id).containsExactly(expected, frame(OTHER, id));
        }
    }

    @Test
    void itPausesAfterEachPage() {
        AtomicInteger pauses = new AtomicInteger();
        references.visit(_ -> true, (_, _) -> {}, pauses::incrementAndGet);
        assertThat(pauses).hasValue(12);
        references.relocate(Map.of(), pauses::incrementAndGet);
        assertThat(pauses).hasValue(24);
    }

    /// Everybody's commits wait for the writer.
    @Test
    void theWriterHasNothingToDoForPagesInWhichNothingMoved() {
        Map<Place, Place> elsewhere = Map.of(frame(NEW, 1), frame(NEW, 2));
        assertThat(changesOf(() -> references.relocate(elsewhere, () -> {}))).isEqualTo(1); // whether that was all
        Map<Place, Place> one = Map.of(old(700), frame(NEW, 700));
        assertThat(changesOf(() -> references.relocate(one, () -> {}))).isEqualTo(2);
    }
}
