package org.amana.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.Proxy;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import org.amana.durable.DurableFile;
import org.amana.durable.Mode;
import org.amana.kernel.AmanaException;
import org.amana.kernel.Courtesy;
import org.amana.kernel.ErrorCode;
import org.amana.testkit.FaultyDisk;
import org.amana.testkit.ManualClock;
import org.amana.testkit.Seeds;
import org.amana.testkit.Tearing;
import org.junit.jupiter.api.Test;

class ScrubTest {
    private static final Path FOLDER = Path.of("/data/volumes/v1");

    private final FaultyDisk disk = new FaultyDisk(Seeds.random(11));
    private final ContainerKey key = ContainerKey.create();

    /// Where the ids of extents come from, also when they are opened again: none comes twice.
    private final RandomGenerator ids = Seeds.random(1);

    private Extents open(FaultyDisk disk) {
        return Extents.open(disk, FOLDER, ExtentsCrashTest.TINY, new ManualClock(), ids);
    }

    private Map<Integer, Places> fill(Extents extents) {
        Map<Integer, Places> stored = new TreeMap<>();
        for (int i = 0; i < 12; i++) {
            stored.put(i, ExtentsTest.store(extents, key, Seeds.bytes(Seeds.random(i), 1 + i * 7_001)));
        }
        return stored;
    }

    @Test
    void soundExtentsAreFoundToBeSoundWhetherOpenOrSealed() {
        try (Extents extents = open(disk)) {
            fill(extents);
            Scrub.Result result = new Scrub(extents).run();
            assertThat(result.damages()).isEmpty();
            assertThat(result.frames()).isEqualTo(12);
        }
        try (Extents extents = open(disk)) {
            Scrub.Result result = new Scrub(extents).run();
            assertThat(result.damages()).isEmpty();
            assertThat(result.frames()).isEqualTo(12);
        }
    }

    @Test
    void aBitFlippedAnywhereIsFoundAndNamedAndNeverServed() {
        Seeds.check(60, random -> {
            FaultyDisk disk = new FaultyDisk(random);
            try (Extents extents = open(disk)) {
                Map<Integer, Places> stored = fill(extents);
                extents.close();
                try (Extents again = open(disk)) {
                    List<Path> files =
                            disk.list(FOLDER).stream().filter(Extent::isNamedSo).toList();
                    Path file = files.get(random.nextInt(files.size()));
                    long bit = random.nextLong(disk.size(file) * 8);
                    disk.flipBit(file, bit);
                    List<Damage> damages = new Scrub(again).run().damages();
                    assertThat(damages)
                            .as("bit %d of %s", bit, file)
                            .isNotEmpty()
                            .allMatch(damage -> damage.extent().equals(Extent.idOf(file)))
                            .anyMatch(damage -> damage.offset() <= bit / 8
                                    && (damage.length() == 0 || bit / 8 < damage.offset() + damage.length()));
                    stored.forEach((number, places) -> {
                        byte[] content = Seeds.bytes(Seeds.random(number), 1 + number * 7_001);
                        if (places.list().stream().noneMatch(damages.getFirst()::touches)) {
                            assertThat(ExtentsTest.read(again, key, places)).isEqualTo(content);
                        } else {
                            assertRightOrRefused(again, places, content);
                        }
                    });
                }
            }
        });
    }

    /// A flipped bit in a header does not matter to who reads the payload.
    private void assertRightOrRefused(Extents extents, Places places, byte[] content) {
        try {
            assertThat(ExtentsTest.read(extents, key, places)).isEqualTo(content);
        } catch (AmanaException e) {
            assertThat(e.code()).isEqualTo(ErrorCode.CORRUPT);
            assertThat(e.message()).contains(places.list().getFirst().extent().toString());
        }
    }

    @Test
    void aShortenedExtentIsFound() {
        Path file;
        try (Extents extents = open(disk)) {
            fill(extents);
            file = disk.list(FOLDER).getFirst();
        }
        try (Extents extents = open(disk)) {
            try (DurableFile open = disk.open(file, Mode.WRITE)) {
                open.truncate(open.size() / 2);
            }
            assertThat(new Scrub(extents).run().damages()).isNotEmpty();
        }
    }

    /// What the file does not have is one damage, and is not looked for byte by byte.
    @Test
    void anExtentThatIsShortenedWhileItIsReadIsFoundInAFewReads() {
        Path file;
        try (Extents extents = open(disk)) {
            fill(extents);
            file = disk.list(FOLDER).getFirst();
        }
        AtomicInteger reads = new AtomicInteger();
        List<Long> bad = new ArrayList<>();
        try (DurableFile open = disk.open(file, Mode.WRITE)) {
            long size = open.size();
            ExtentScan scan = new ExtentScan(counted(open, reads), Extent.idOf(file), size);
            open.truncate(size / 2);
            scan.walk(new ExtentScan.Visitor() {
                @Override
                public void frame(Frame frame) {}

                @Override
                public void bad(long offset, long length) {
                    bad.add(offset + length - size);
                }
            });
        }
        assertThat(bad).containsExactly(0L);
        assertThat(reads.get()).isLessThan(40);
    }

    /// Of each place that a torn extent is asked for; its window for a walk has 4 MiB.
    @Test
    void aLookAtOneFrameReadsThatAlone() {
        Map<Integer, Places> stored;
        try (Extents extents = open(disk)) {
            stored = fill(extents);
        }
        Place place = stored.get(3).list().getFirst();
        List<Integer> read = new ArrayList<>();
        try (DurableFile open = disk.open(FOLDER.resolve(place.extent() + ".extent"), Mode.WRITE)) {
            DurableFile file = watched(open, read::add);
            assertThat(ExtentScan.hasFrame(file, place, open.size())).isTrue();
            assertThat(read).containsExactly((int) place.sizeOnDisk());
            Place longer = Place.whole(place.extent(), place.offset(), place.frame() + 1);
            assertThat(ExtentScan.hasFrame(file, longer, open.size())).isFalse();
            assertThat(ExtentScan.hasFrame(file, place, place.offset() + 100)).isFalse();
            assertThat(ExtentScan.hasFrame(file, place, place.offset() - 1)).isFalse();
            open.write(ByteBuffer.wrap(new byte[1]), place.offset() + place.sizeOnDisk() - 1);
            assertThat(ExtentScan.hasFrame(file, place, open.size())).isFalse();
        }
    }

    private static DurableFile counted(DurableFile file, AtomicInteger reads) {
        return watched(file, _ -> reads.incrementAndGet());
    }

    /// @param reads learns how many bytes each reading asks for
    private static DurableFile watched(DurableFile file, Consumer<Integer> reads) {
        return (DurableFile) Proxy.newProxyInstance(
                DurableFile.class.getClassLoader(), new Class<?>[] {DurableFile.class}, (_, method, arguments) -> {
                    if (method.getName().equals("read")) {
                        reads.accept(((ByteBuffer) arguments[0]).remaining());
                    }
                    return method.invoke(file, arguments);
                });
    }

    @Test
    void anExtentThatCannotBeReadIsNamed() {
        try (Extents extents = open(disk)) {
            Map<Integer, Places> stored = fill(extents);
            Path file = FOLDER.resolve(stored.get(3).list().getFirst().extent() + ".extent");
            disk.makeUnreadable(file);
            assertThat(new Scrub(extents).run().damages())
                    .anyMatch(damage -> damage.touches(stored.get(3).list().getFirst()));
            assertThatThrownBy(() -> ExtentsTest.read(extents, key, stored.get(3)))
                    .isInstanceOfSatisfying(
                            AmanaException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.DISK_FAILED));
        }
    }

    @Test
    void aBadFrameBeforeDurableOnesIsCorruptionAndNotATornTail() {
        Extents extents = open(disk);
        Map<Integer, Places> stored = new TreeMap<>();
        for (int i = 0; i < 5; i++) {
            stored.put(i, ExtentsTest.store(extents, key, Seeds.bytes(Seeds.random(i), 1_000)));
        }
        disk.cutPower();
        FaultyDisk after = disk.afterPowerCut(Tearing.LOST);
        Place second = stored.get(2).list().getFirst();
        after.flipBit(FOLDER.resolve(second.extent() + ".extent"), (second.offset() + 100) * 8);
        try (Extents again = open(after)) {
            assertThat(again.foundAtOpening()).hasSize(1).allMatch(damage -> damage.touches(second));
            assertThat(ExtentsTest.read(again, key, stored.get(3))).isEqualTo(Seeds.bytes(Seeds.random(3), 1_000));
            assertThat(new Scrub(again).run().damages()).hasSize(1).allMatch(damage -> damage.touches(second));
        }
        extents.close();
    }

    private static List<Damage> scrub(Extents extents, RowsOfPlaces rows) {
        return new Scrub(extents, List.of(rows), Courtesy.none(), (_, _, _, _) -> {})
                .run()
                .damages();
    }

    @Test
    void whatRowsReferToAndNoExtentHasIsToldOnceForEachExtent() {
        RowsOfPlaces rows = new RowsOfPlaces(key);
        ExtentId deleted;
        ExtentId shortened;
        try (Extents extents = open(disk)) {
            fill(extents).forEach((number, places) -> rows.put("blob " + number, places));
            assertThat(scrub(extents, rows)).isEmpty();
            deleted = rows.places("blob 11").list().getFirst().extent();
            shortened = rows.places("blob 3").list().getFirst().extent();
            assertThat(shortened).isNotEqualTo(deleted);
        }
        try (Extents extents = open(disk)) {
            assertThat(scrub(extents, rows)).isEmpty();
        }
        disk.delete(FOLDER.resolve(deleted + ".extent"));
        try (DurableFile file = disk.open(FOLDER.resolve(shortened + ".extent"), Mode.WRITE)) {
            file.truncate(rows.places("blob 3").list().getFirst().offset() + 10);
        }
        try (Extents extents = open(disk)) {
            List<Damage> damages = scrub(extents, rows);
            assertThat(damages)
                    .extracting(Damage::extent)
                    .doesNotHaveDuplicates()
                    .contains(deleted, shortened);
            for (int i = 0; i < 12; i++) {
                List<Place> places = rows.places("blob " + i).list();
                assertThat(damages.stream().anyMatch(damage -> places.stream().anyMatch(damage::touches)))
                        .as("blob %d", i)
                        .isEqualTo(extents.missing(new Places(places)).isPresent());
            }
        }
    }

    @Test
    void checkFindsWhatTheCatalogRefersToAndIsNotThere() {
        try (Extents extents = open(disk)) {
            RowsOfPlaces rows = new RowsOfPlaces(key);
            fill(extents).forEach((number, places) -> rows.put("blob " + number, places));
            ExtentCheck check = new ExtentCheck(extents, List.of(rows));
            assertThat(check.run().damages()).isEmpty();
            Place real = rows.places("blob 5").list().getFirst();
            rows.put("shifted", new Places(List.of(Place.whole(real.extent(), real.offset() + 1, real.frame()))));
            rows.put("longer", new Places(List.of(Place.whole(real.extent(), real.offset(), real.frame() + 1))));
            rows.put("gone", new Places(List.of(Place.whole(new ExtentId(1, 2), 4096, 10))));
            ExtentCheck.Result result = check.run();
            assertThat(result.damages()).hasSize(3);
            assertThat(result.places()).isEqualTo(15);
        }
    }
}
