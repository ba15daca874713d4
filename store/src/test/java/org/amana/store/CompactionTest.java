package org.amana.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;
import org.amana.durable.FatalDiskError;
import org.amana.kernel.AmanaException;
import org.amana.kernel.ByteSize;
import org.amana.kernel.Courtesy;
import org.amana.kernel.Demand;
import org.amana.kernel.ErrorCode;
import org.amana.testkit.FaultyDisk;
import org.amana.testkit.ManualClock;
import org.amana.testkit.Seeds;
import org.amana.testkit.Tearing;
import org.junit.jupiter.api.Test;

class CompactionTest {
    private static final Path FOLDER = Path.of("/data/volumes/v1");
    private static final Duration RETENTION = Duration.ofMinutes(10);
    private static final ByteSize ROUND = ByteSize.ofMebibytes(64);

    private final FaultyDisk disk = new FaultyDisk(Seeds.random(7));
    private final ManualClock clock = new ManualClock();
    private final ContainerKey key = ContainerKey.create();
    private final RowsOfPlaces rows = new RowsOfPlaces(key);

    /// Where the ids of extents come from, also when they are opened again: none comes twice.
    private final RandomGenerator ids = Seeds.random(1);

    private Extents open(FaultyDisk disk) {
        return Extents.open(disk, FOLDER, ExtentsCrashTest.TINY, clock, ids);
    }

    private static byte[] content(int seed, int length) {
        return Seeds.bytes(Seeds.random(seed), length);
    }

    private Compaction compaction(Extents extents) {
        return new Compaction(extents, List.of(rows), ROUND, Courtesy.none());
    }

    /// Stores contents named by their number, 20 kB each; TINY extents hold nine.
    private void store(Extents extents, int count) {
        for (int i = 0; i < count; i++) {
            rows.put("blob " + i, ExtentsTest.store(extents, key, content(i, 20_000)));
        }
    }

    /// Stores ninety, and deletes all but every fifth, so that each full extent has one left or two.
    private void storeAndKeepEveryFifth(Extents extents) {
        store(extents, 90);
        for (int i = 0; i < 90; i++) {
            if (i % 5 != 0) {
                extents.released(rows.remove("blob " + i));
            }
        }
    }

    private void assertEveryFifthReadable(Extents extents) {
        for (int i = 0; i < 90; i += 5) {
            assertReadable(extents, i);
        }
    }

    private void assertReadable(Extents extents, int number) {
        assertThat(ExtentsTest.read(extents, key, rows.places("blob " + number)))
                .isEqualTo(content(number, 20_000));
    }

    /// A reader learns where bytes are, the row is changed, the retention ends, and only then does it read.
    @Test
    void whatIsPinnedStaysHoweverSlowItsReader() {
        try (Extents extents = open(disk)) {
            storeAndKeepEveryFifth(extents);
            Places before = rows.places("blob 0");
            int emptied = compaction(extents).run().emptied();
            assertThat(rows.places("blob 0")).isNotEqualTo(before);
            try (Pins _ = extents.pin(before)) {
                clock.advance(RETENTION);
                assertThat(compaction(extents).run().removed()).isEqualTo(emptied - 1);
                assertThat(ExtentsTest.read(extents, key, before)).isEqualTo(content(0, 20_000));
            }
            assertThat(compaction(extents).run().removed()).isEqualTo(1);
        }
    }

    /// As before, but the reader comes while the catalog is asked whether somebody refers to the extent.
    @Test
    void whatIsPinnedWhileCompactionLooksForReferencesStays() {
        try (Extents extents = open(disk)) {
            storeAndKeepEveryFifth(extents);
            Places before = rows.places("blob 0");
            int emptied = compaction(extents).run().emptied();
            clock.advance(RETENTION);
            List<Pins> pins = new ArrayList<>();
            Compaction slow = new Compaction(
                    extents, List.of(rows, new Latecomer(() -> pins.add(extents.pin(before)))), ROUND, Courtesy.none());
            assertThat(slow.run().removed()).isEqualTo(emptied - 1);
            assertThat(ExtentsTest.read(extents, key, before)).isEqualTo(content(0, 20_000));
            pins.forEach(Pins::close);
            assertThat(compaction(extents).run().removed()).isEqualTo(1);
        }
    }

    /// Refers to nothing, and lets something happen when it is asked.
    private record Latecomer(Runnable when) implements LiveRanges {
        @Override
        public void visit(Predicate<ExtentId> wanted, Visitor visitor, Runnable pause) {
            when.run();
        }

        @Override
        public void relocate(Map<Place, Place> moved, Runnable pause) {}
    }

    /// Counts how often all rows were walked.
    private final class CountedWalks implements LiveRanges {
        private int walks;

        @Override
        public void visit(Predicate<ExtentId> wanted, Visitor visitor, Runnable pause) {
            walks++;
            rows.visit(wanted, visitor, pause);
        }

        @Override
        public void relocate(Map<Place, Place> moved, Runnable pause) {
            walks++;
            rows.relocate(moved, pause);
        }
    }

    private Compaction.Result compactedWithin(int walks, Extents extents) {
        CountedWalks counted = new CountedWalks();
        Compaction.Result result = new Compaction(extents, List.of(counted), ROUND, Courtesy.none()).run();
        assertThat(counted.walks).isLessThanOrEqualTo(walks);
        return result;
    }

    @Test
    void aRunWalksTheRowsAsOftenForManyExtentsAsForOne() {
        try (Extents extents = open(disk)) {
            storeAndKeepEveryFifth(extents);
            Compaction.Result result = compactedWithin(4, extents);
            assertThat(result.emptied()).isGreaterThan(8);
            assertEveryFifthReadable(extents);
            clock.advance(RETENTION);
            assertThat(compactedWithin(5, extents).removed()).isEqualTo(result.emptied());
        }
    }

    /// Rows of which each page takes its time.
    private record ManyRows(LiveRanges rows) implements LiveRanges {
        @Override
        public void visit(Predicate<ExtentId> wanted, Visitor visitor, Runnable pause) {
            rows.visit(wanted, visitor, () -> {
                LockSupport.parkNanos(Duration.ofMillis(6).toNanos());
                pause.run();
            });
        }

        @Override
        public void relocate(Map<Place, Place> moved, Runnable pause) {
            rows.relocate(moved, pause);
        }
    }

    @Test
    void requestsGoFirstWhileRowsAreWalked() {
        try (Extents extents = open(disk)) {
            store(extents, 1);
            AtomicInteger looks = new AtomicInteger();
            Courtesy courtesy = new Courtesy(() -> new Demand(0, looks.incrementAndGet()));
            new Compaction(extents, List.of(new ManyRows(rows)), ROUND, courtesy).run();
            assertThat(looks).hasValueGreaterThan(1); // beside the one in the beginning
        }
    }

    @Test
    void extentsWithNothingLeftAreEmptiedByTheOneWalkThatShowsIt() {
        try (Extents extents = open(disk)) {
            store(extents, 90);
            for (int i = 0; i < 90; i++) {
                rows.remove("blob " + i);
            }
            int emptied = compactedWithin(1, extents).emptied();
            assertThat(emptied).isGreaterThan(8);
            clock.advance(RETENTION);
            assertThat(compactedWithin(2, extents).removed()).isEqualTo(emptied);
        }
    }

    @Test
    void aServerThatStopsDoesNotWaitForARound() {
        try (Extents extents = open(disk)) {
            storeAndKeepEveryFifth(extents);
            Courtesy closed = Courtesy.none();
            closed.close();
            AtomicInteger looks = new AtomicInteger();
            List<LiveRanges> modules = List.of(rows, new Latecomer(looks::incrementAndGet));
            Compaction.Result result = new Compaction(extents, modules, ROUND, closed).run();
            assertThat(looks).hasValue(2); // for what is worth while, not for each extent
            assertThat(result.moved()).isZero();
            assertThat(result.emptied()).isZero(); // each has a frame that is still referred to
            assertEveryFifthReadable(extents);
            assertThat(compaction(extents).run().emptied()).isGreaterThan(8);
        }
    }

    /// Extents that go while a scrub reads, before it or behind it, are no damage.
    @Test
    void aCompactionBesideAScrubDamagesNothing() {
        try (Extents extents = open(disk)) {
            storeAndKeepEveryFifth(extents);
            int emptied = compaction(extents).run().emptied();
            clock.advance(RETENTION);
            AtomicInteger removed = new AtomicInteger();
            Scrub scrub = new Scrub(
                    extents,
                    List.of(),
                    Courtesy.none(),
                    (_, _, _, _) -> removed.addAndGet(compaction(extents).run().removed()));
            Scrub.Result result = scrub.run();
            assertThat(result.damages()).isEmpty();
            assertThat(removed).hasValue(emptied);
        }
    }

    @Test
    void theRoomOfDeletedBytesComesBackAndTheRestIsReadable() {
        try (Extents extents = open(disk)) {
            storeAndKeepEveryFifth(extents);
            assertThat(extents.usage().released()).isEqualTo(72 * 20_000);
            Compaction.Result first = compaction(extents).run();
            assertThat(first.emptied()).isGreaterThan(8);
            assertThat(first.removed()).isZero();
            assertEveryFifthReadable(extents);
            clock.advance(RETENTION);
            Compaction.Result second = compaction(extents).run();
            assertThat(second.removed()).isEqualTo(first.emptied());
            assertThat(second.freed()).isGreaterThan(8 * 160_000L);
            assertEveryFifthReadable(extents);
            assertThat(new Scrub(extents).run().damages()).isEmpty();
            assertThat(new ExtentCheck(extents, List.of(rows)).run().damages()).isEmpty();
        }
    }

    @Test
    void whatIsHeldForACopyStaysWholeThoughNothingRefersToItAnyMore() {
        try (Extents extents = open(disk)) {
            store(extents, 90);
            List<HeldExtents.Held> copied;
            try (HeldExtents held = extents.hold()) {
                copied = held.durable();
                for (int i = 0; i < 90; i++) {
                    extents.released(rows.remove("blob " + i));
                }
                int emptied = compaction(extents).run().emptied();
                clock.advance(RETENTION);
                assertThat(emptied).isGreaterThan(8);
                assertThat(compaction(extents).run().removed()).isZero();
                assertThat(copied).hasSizeGreaterThan(8).allSatisfy(one -> {
                    assertThat(disk.exists(one.file())).isTrue();
                    assertThat(disk.size(one.file())).isGreaterThanOrEqualTo(one.length());
                });
                assertThat(copied.stream().mapToLong(HeldExtents.Held::length).sum())
                        .isGreaterThan(90 * 20_000L);
            }
            assertThat(compaction(extents).run().removed()).isGreaterThan(8);
        }
    }

    @Test
    void anExtentThatIsMostlyLiveStaysWhereItIs() {
        try (Extents extents = open(disk)) {
            store(extents, 36);
            rows.remove("blob 0");
            assertThat(compaction(extents).run().moved()).isZero();
        }
    }

    @Test
    void aRunMovesNoMoreFramesThanItMayAndTheNextOnesMoveTheOthers() {
        try (Extents extents = open(disk)) {
            storeAndKeepEveryFifth(extents);
            Compaction little = new Compaction(extents, List.of(rows), ROUND, 4, Courtesy.none());
            int emptied = 0;
            for (int run = 0; run < 12; run++) {
                Compaction.Result result = little.run();
                assertThat(result.moved()).isLessThanOrEqualTo(4 * 20_000);
                emptied += result.emptied();
            }
            assertThat(emptied).isGreaterThan(8);
            assertEveryFifthReadable(extents);
        }
    }

    @Test
    void anExtentWithMoreFramesThanARunMovesIsEmptiedInSeveral() {
        try (Extents extents = open(disk)) {
            store(extents, 10);
            for (int i = 4; i < 10; i++) {
                rows.remove("blob " + i);
            }
            awaitSeal(extents);
            Compaction little = new Compaction(extents, List.of(rows), ROUND, 3, Courtesy.none());
            Compaction.Result first = little.run();
            assertThat(first.moved()).isEqualTo(3 * 20_000);
            assertThat(first.emptied()).isZero();
            Compaction.Result second = little.run();
            assertThat(second.moved()).isEqualTo(20_000);
            assertThat(second.emptied()).isEqualTo(1);
            for (int i = 0; i < 4; i++) {
                assertReadable(extents, i);
            }
        }
    }

    @Test
    void copiesAndPartsOfAFrameMoveTogetherAsOne() {
        try (Extents extents = open(disk)) {
            store(extents, 27);
            Places whole = rows.places("blob 4");
            rows.put("copy", whole);
            rows.put("part", whole.slice(5_000, 1_000).plus(whole.slice(0, 10)));
            for (int i = 0; i < 27; i++) {
                rows.remove("blob " + i);
            }
            Compaction.Result result = compaction(extents).run();
            assertThat(result.moved()).isEqualTo(20_000);
            assertThat(rows.places("copy")).isNotEqualTo(whole);
            byte[] content = content(4, 20_000);
            assertThat(ExtentsTest.read(extents, key, rows.places("copy"))).isEqualTo(content);
            byte[] part = Arrays.copyOf(Arrays.copyOfRange(content, 5_000, 6_000), 1_010);
            System.arraycopy(content, 0, part, 1_000, 10);
            assertThat(ExtentsTest.read(extents, key, rows.places("part"))).isEqualTo(part);
        }
    }

    /// As when a row comes back with an older catalog.
    @Test
    void anEmptiedExtentThatIsReferredToAgainStaysAndIsEmptiedAnew() {
        try (Extents extents = open(disk)) {
            store(extents, 20);
            Places before = rows.places("blob 3");
            for (int i = 0; i < 20; i++) {
                if (i != 3) {
                    rows.remove("blob " + i);
                }
            }
            compaction(extents).run();
            assertThat(rows.places("blob 3")).isNotEqualTo(before);
            rows.put("come back", before);
            clock.advance(RETENTION);
            compaction(extents).run();
            assertThat(rows.places("come back")).isNotEqualTo(before);
            assertThat(ExtentsTest.read(extents, key, rows.places("come back"))).isEqualTo(content(3, 20_000));
            clock.advance(RETENTION);
            assertThat(compaction(extents).run().removed()).isPositive();
            assertThat(ExtentsTest.read(extents, key, rows.places("come back"))).isEqualTo(content(3, 20_000));
            assertReadable(extents, 3);
        }
    }

    @Test
    void aBodyThatIsNotYetInTheCatalogIsLeftAlone() {
        try (Extents extents = open(disk)) {
            try (Appending body = extents.append(key)) {
                byte[] content = content(99, 400_000);
                body.write(content, 0, content.length);
                try (Pending pending = body.finish()) {
                    pending.await();
                    store(extents, 20);
                    compaction(extents).run();
                    clock.advance(RETENTION);
                    compaction(extents).run();
                    assertThat(ExtentsTest.read(extents, key, pending.places())).isEqualTo(content);
                }
            }
        }
    }

    @Test
    void whoReadsSlowlyReadsToTheEnd() throws Exception {
        try (Extents extents = open(disk)) {
            store(extents, 27);
            Places places = rows.places("blob 0").plus(rows.places("blob 1"));
            for (int i = 0; i < 27; i++) {
                rows.remove("blob " + i);
            }
            ByteArrayOutputStream read = new ByteArrayOutputStream();
            extents.read(key, places, 0, places.length(), (bytes, offset, length) -> {
                compaction(extents).run();
                clock.advance(RETENTION);
                compaction(extents).run();
                read.write(bytes, offset, length);
            });
            assertThat(read.toByteArray()).startsWith(content(0, 20_000)).endsWith(content(1, 20_000));
            clock.advance(RETENTION);
            compaction(extents).run();
            clock.advance(RETENTION);
            compaction(extents).run();
            assertThat(extents.usage().extents()).isLessThanOrEqualTo(2);
        }
    }

    @Test
    void aDamagedFrameIsNamedAndStaysWhileTheOthersMove() {
        Place damaged;
        try (Extents extents = open(disk)) {
            store(extents, 18);
            damaged = rows.places("blob 1").list().getFirst();
        }
        disk.flipBit(FOLDER.resolve(damaged.extent() + ".extent"), (damaged.offset() + 300) * 8);
        try (Extents extents = open(disk)) {
            for (int i = 3; i < 18; i++) {
                rows.remove("blob " + i);
            }
            Compaction.Result result = compaction(extents).run();
            assertThat(result.damages()).hasSize(1).allMatch(damage -> damage.touches(damaged));
            clock.advance(RETENTION);
            compaction(extents).run();
            assertReadable(extents, 0);
            assertReadable(extents, 2);
            assertThat(rows.places("blob 1").list()).containsExactly(damaged);
            assertThat(new Scrub(extents).run().damages()).hasSize(1);
        }
    }

    @Test
    void aFullDiskStopsCompactionWithoutLoss() {
        try (Extents extents = open(disk)) {
            store(extents, 90);
            for (int i = 0; i < 90; i++) {
                if (i % 3 != 0) {
                    rows.remove("blob " + i);
                }
            }
            disk.capacity(1);
            assertThatThrownBy(() -> compaction(extents).run())
                    .isInstanceOfSatisfying(
                            AmanaException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.INSUFFICIENT_STORAGE));
            for (int i = 0; i < 90; i += 3) {
                assertReadable(extents, i);
            }
            disk.capacity(1 << 30);
            assertThat(compaction(extents).run().emptied()).isPositive();
            for (int i = 0; i < 90; i += 3) {
                assertReadable(extents, i);
            }
            assertThat(extents.volume().extents()).noneMatch(Extent::isPinned);
        }
    }

    @Test
    void whatFoundRoomBeforeTheDiskWasFullMakesSome() {
        try (Extents extents = open(disk)) {
            storeAndKeepEveryFifth(extents);
            extents.lanes().upkeep().sync().join();
            long used = extents.volume().extents().stream()
                    .mapToLong(extent -> disk.size(extent.path()))
                    .sum();
            disk.capacity(used + 256 * 1024);
            assertThatThrownBy(() -> compaction(extents).run())
                    .isInstanceOfSatisfying(
                            AmanaException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.INSUFFICIENT_STORAGE));
            assertThat(extents.volume().extents()).anyMatch(Extent::isRetired);
            assertThat(extents.volume().extents()).noneMatch(Extent::isPinned);
            assertEveryFifthReadable(extents);
            for (int run = 0; run < 20; run++) {
                clock.advance(RETENTION);
                try {
                    compaction(extents).run();
                } catch (AmanaException e) {
                    assertThat(e.code()).isEqualTo(ErrorCode.INSUFFICIENT_STORAGE);
                }
            }
            // What is open, or being opened, differs with the threads' turns.
            assertThat(extents.usage().extents()).isLessThanOrEqualTo(6);
            assertEveryFifthReadable(extents);
        }
    }

    @Test
    void anExtentThatFoundNoRoomForItsFooterIsEmptiedAllTheSame() {
        try (Extents extents = open(disk)) {
            store(extents, 9);
            disk.capacity(1);
            assertThatThrownBy(() -> ExtentsTest.store(extents, key, content(9, 20_000)))
                    .isInstanceOf(AmanaException.class);
            awaitSeal(extents);
            assertThat(extents.volume().extents()).hasSize(1).allMatch(Extent::isSealed);
            assertReadable(extents, 3);

            disk.capacity(1 << 30);
            for (int i = 0; i < 9; i++) {
                if (i != 3) {
                    rows.remove("blob " + i);
                }
            }
            assertThat(new Scrub(extents).run().damages()).isEmpty();
            assertThat(compaction(extents).run().emptied()).isEqualTo(1);
            assertReadable(extents, 3);
        }
    }

    /// An extent is sealed after its last sync, and before the next one.
    private static void awaitSeal(Extents extents) {
        extents.lanes().common().sync().join();
        extents.lanes().common().sync().join();
    }

    /// However the extents are named: with an order of chance among them, one that finds no room would keep the others
    /// from being emptied, again and again.
    @Test
    void onAFullDiskExtentsWithNothingLeftMakeRoomForTheOthers() {
        try (Extents extents = open(disk)) {
            store(extents, 90);
            for (int i = 0; i < 90; i++) {
                if (i < 45 || i % 3 != 0) { // five extents with nothing left, and five with a third
                    rows.remove("blob " + i);
                }
            }
            disk.capacity(1);
            assertThatThrownBy(() -> compaction(extents).run()).isInstanceOf(AmanaException.class);
            clock.advance(RETENTION);
            int before = extents.usage().extents();
            assertThatThrownBy(() -> compaction(extents).run()).isInstanceOf(AmanaException.class);
            assertThat(extents.usage().extents()).isLessThanOrEqualTo(before - 4);
            for (int i = 45; i < 90; i += 3) {
                assertReadable(extents, i);
            }
        }
    }

    @Test
    void aPowerCutDuringCompactionLosesNothing() {
        for (int at = 1; at < 60; at += 2) {
            FaultyDisk cut = new FaultyDisk(Seeds.random(at));
            Map<Integer, byte[]> expected = new HashMap<>();
            try (Extents extents = open(cut)) {
                store(extents, 27);
                for (int i = 0; i < 27; i++) {
                    if (i % 4 == 0) {
                        expected.put(i, content(i, 20_000));
                    } else {
                        rows.remove("blob " + i);
                    }
                }
                cut.cutPowerAt(at);
                for (int run = 0; run < 3; run++) {
                    compaction(extents).run();
                    clock.advance(RETENTION);
                }
            } catch (AmanaException | FatalDiskError e) {
                assertThat(cut.isDead()).as("%s", e).isTrue();
            }
            try (Extents extents = open(cut.afterPowerCut(Tearing.GARBLED))) {
                for (Map.Entry<Integer, byte[]> each : expected.entrySet()) {
                    assertThat(ExtentsTest.read(extents, key, rows.places("blob " + each.getKey())))
                            .as("power cut at %d, blob %d", at, each.getKey())
                            .isEqualTo(each.getValue());
                }
            }
        }
    }
}
