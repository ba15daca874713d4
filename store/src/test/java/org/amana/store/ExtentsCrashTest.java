package org.amana.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.random.RandomGenerator;
import org.amana.durable.DurableFile;
import org.amana.durable.FatalDiskError;
import org.amana.durable.Mode;
import org.amana.kernel.AmanaException;
import org.amana.kernel.ByteSize;
import org.amana.kernel.ErrorCode;
import org.amana.kernel.Threads;
import org.amana.testkit.FaultyDisk;
import org.amana.testkit.ManualClock;
import org.amana.testkit.Seeds;
import org.amana.testkit.Tearing;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Power cuts at every operation, full disks, failed syncs: what was acknowledged is there, whole.
@Tag("slow")
class ExtentsCrashTest {
    private static final Path FOLDER = Path.of("/data/volumes/v1");
    static final ExtentsConfig TINY = new ExtentsConfig(
            ByteSize.ofKibibytes(192),
            ByteSize.ofKibibytes(64),
            ByteSize.ofBytes(0),
            ByteSize.ofKibibytes(96),
            2,
            ByteSize.ofKibibytes(512),
            2,
            Duration.ofMinutes(10));

    private static final int MOST_TRIES = 12;

    private final ContainerKey key = ContainerKey.create();
    private int torn;

    /// Where the ids of extents come from, also when they are opened again: none comes twice.
    private final RandomGenerator ids = Seeds.random(1);

    private Extents open(FaultyDisk disk) {
        return Extents.open(disk, FOLDER, TINY, new ManualClock(), ids);
    }

    /// Appends bodies from two threads until all are stored or the disk is gone; closes the extents.
    ///
    /// @return what was acknowledged
    private Map<Places, byte[]> work(FaultyDisk disk, RandomGenerator random) {
        Map<Places, byte[]> acknowledged = new ConcurrentHashMap<>();
        try (Extents extents = open(disk)) {
            List<byte[]> bodies = new ArrayList<>();
            for (int i = 0; i < 24; i++) {
                bodies.add(Seeds.bytes(random, random.nextInt(i % 6 == 5 ? 200_000 : 9_000)));
            }
            Thread other = Thread.startVirtualThread(() -> storeAll(extents, bodies.subList(0, 12), acknowledged));
            storeAll(extents, bodies.subList(12, 24), acknowledged);
            Threads.awaitEnd(other);
        } catch (AmanaException | FatalDiskError e) {
            assertThat(disk.isDead()).as("%s", e).isTrue();
        }
        return acknowledged;
    }

    private void storeAll(Extents extents, List<byte[]> bodies, Map<Places, byte[]> acknowledged) {
        try {
            for (byte[] body : bodies) {
                acknowledged.put(ExtentsTest.store(extents, key, body), body);
            }
        } catch (AmanaException | FatalDiskError e) {
            // The power is cut: whatever is acknowledged by now has to be there later.
        }
    }

    private void assertAllThere(FaultyDisk disk, Map<Places, byte[]> acknowledged) {
        try (Extents extents = open(disk)) {
            assertThat(extents.foundAtOpening()).isEmpty();
            acknowledged.forEach((places, body) -> assertThat(ExtentsTest.read(extents, key, places))
                    .as("%s", places)
                    .isEqualTo(body));
            assertThat(acknowledged.keySet())
                    .allSatisfy(places -> assertThat(extents.missing(places)).isEmpty());
            assertThat(new Scrub(extents).run().damages()).isEmpty();
            byte[] more = {1, 2, 3};
            Places places = ExtentsTest.store(extents, key, more);
            assertThat(ExtentsTest.read(extents, key, places)).isEqualTo(more);
        }
    }

    @Test
    void aPowerCutAtAnyOperationLosesNothingThatWasAcknowledged() {
        FaultyDisk whole = new FaultyDisk(Seeds.random(0));
        Map<Places, byte[]> all = work(whole, Seeds.random(0));
        assertThat(all.values().stream().filter(body -> body.length > 0)).hasSizeGreaterThan(20);
        assertAllThere(whole, all);
        Seeds.check(3, random -> {
            for (int at = 1; at <= whole.operations(); at++) {
                FaultyDisk disk = new FaultyDisk(random).cutPowerAt(at);
                Map<Places, byte[]> acknowledged = work(disk, random);
                for (Tearing tearing : Tearing.values()) {
                    assertAllThere(disk.afterPowerCut(tearing), acknowledged);
                }
            }
        });
    }

    /// What a torn place among sound frames hides is no damage; a frame that is lost there later is.
    @Test
    void whatIsDamagedLaterBehindATornPlaceIsFoundAllTheSame() {
        FaultyDisk whole = new FaultyDisk(Seeds.random(0));
        work(whole, Seeds.random(0));
        for (int i = 0; torn == 0 && i < MOST_TRIES; i++) { // what is torn is a matter of luck
            Seeds.check(2, random -> {
                for (int at = 1; at <= whole.operations(); at++) {
                    FaultyDisk disk = new FaultyDisk(random).cutPowerAt(at);
                    work(disk, random);
                    FaultyDisk again = disk.afterPowerCut(Tearing.GARBLED);
                    open(again).close();
                    again.list(FOLDER).stream()
                            .filter(Extent::isNamedSo)
                            .forEach(file -> damageBehindTorn(again, file));
                }
            });
        }
        assertThat(torn).as("extents with torn places").isPositive();
    }

    private void damageBehindTorn(FaultyDisk disk, Path file) {
        ExtentId id = Extent.idOf(file);
        Optional<ExtentFormat.Footer> footer;
        try (DurableFile sealed = disk.open(file, Mode.READ)) {
            footer = Recovery.footer(sealed, id);
        }
        if (footer.filter(it -> it.torn() > 0 && it.torn() < it.end()).isPresent()) {
            torn++;
            disk.flipBit(file, 8 * footer.get().end() - 4); // in the last frame, which is sound
            try (Extents extents = open(disk)) {
                assertThat(new Scrub(extents).run().damages())
                        .anySatisfy(damage -> assertThat(damage.extent()).isEqualTo(id));
            }
        }
    }

    /// A power cut while a recovered extent gets its footer may bring back there some of what was cut off.
    @Test
    void whatLiesBetweenTheLastFrameAndTheFooterOfARecoveredExtentIsNobodys() {
        FaultyDisk whole = new FaultyDisk(Seeds.random(0));
        work(whole, Seeds.random(0));
        int flipped = 0;
        for (int i = 0; flipped == 0 && i < MOST_TRIES; i++) { // where the threads stood at the cut is a matter of luck
            for (int at = 1; at <= whole.operations(); at++) {
                FaultyDisk disk = new FaultyDisk(Seeds.random(at)).cutPowerAt(at);
                Map<Places, byte[]> acknowledged = work(disk, Seeds.random(at));
                FaultyDisk again = disk.afterPowerCut(Tearing.LOST);
                open(again).close();
                flipped += flipBeforeFooters(again);
                assertAllThere(again, acknowledged);
            }
        }
        assertThat(flipped).as("extents with room before the footer").isPositive();
    }

    /// @return how many extents have something between their last frame and their footer
    private static int flipBeforeFooters(FaultyDisk disk) {
        int flipped = 0;
        for (Path file : disk.list(FOLDER).stream().filter(Extent::isNamedSo).toList()) {
            try (DurableFile sealed = disk.open(file, Mode.READ)) {
                Optional<ExtentFormat.Footer> footer = Recovery.footer(sealed, Extent.idOf(file));
                if (footer.filter(it -> it.torn() > 0 && it.end() < it.offset()).isPresent()) {
                    disk.flipBit(file, 8 * footer.get().end() + 3);
                    flipped++;
                }
            }
        }
        return flipped;
    }

    @Test
    void aPowerCutDuringRecoveryLosesNothingEither() {
        Seeds.check(10, random -> {
            FaultyDisk disk = new FaultyDisk(random).cutPowerAt(20 + random.nextInt(120));
            Map<Places, byte[]> acknowledged = work(disk, random);
            for (int at = 1; at <= 12; at++) {
                FaultyDisk again = disk.afterPowerCut(Tearing.GARBLED).cutPowerAt(at);
                try (Extents extents = open(again)) {
                    ExtentsTest.store(extents, key, new byte[100]);
                } catch (AmanaException | FatalDiskError e) {
                    assertThat(again.isDead()).isTrue();
                }
                assertAllThere(again.afterPowerCut(Tearing.GARBLED), acknowledged);
            }
        });
    }

    @Test
    void aFailedSyncIsToldToWhoeverWaitsAndNothingIsAcknowledgedAfterIt() {
        Seeds.check(30, random -> {
            FaultyDisk disk = new FaultyDisk(random);
            Extents extents = open(disk);
            Map<Places, byte[]> acknowledged = new ConcurrentHashMap<>();
            storeAll(extents, List.of(new byte[5000], new byte[5000]), acknowledged);
            disk.failSync(1 + random.nextInt(3));
            Set<Throwable> failures = new HashSet<>();
            for (int i = 0; i < 5; i++) {
                try {
                    Places places = ExtentsTest.store(extents, key, new byte[3000 + i]);
                    assertThat(failures).as("acknowledged after a failed sync").isEmpty();
                    acknowledged.put(places, new byte[3000 + i]);
                } catch (FatalDiskError e) {
                    failures.add(e);
                }
            }
            assertThat(failures).isNotEmpty();
            assertThatThrownBy(() -> ExtentsTest.store(extents, key, new byte[10]))
                    .isInstanceOf(FatalDiskError.class);
            extents.close();
            assertAllThere(disk.afterPowerCut(Tearing.LOST), acknowledged);
        });
    }

    @Test
    void aFullDiskFailsWritersAloneAndTheyGoOnWhenThereIsRoom() {
        Seeds.check(30, random -> {
            FaultyDisk disk = new FaultyDisk(random);
            try (Extents extents = open(disk)) {
                Map<Places, byte[]> acknowledged = new ConcurrentHashMap<>();
                disk.capacity(100_000 + random.nextInt(600_000));
                int refused = 0;
                for (int i = 0; i < 60; i++) {
                    byte[] body = Seeds.bytes(random, 1 + random.nextInt(60_000));
                    try {
                        acknowledged.put(ExtentsTest.store(extents, key, body), body);
                    } catch (AmanaException e) {
                        assertThat(e.code()).isEqualTo(ErrorCode.INSUFFICIENT_STORAGE);
                        refused++;
                    }
                }
                assertThat(refused).isPositive();
                acknowledged.forEach((places, body) ->
                        assertThat(ExtentsTest.read(extents, key, places)).isEqualTo(body));
                disk.capacity(10 << 20);
                byte[] after = Seeds.bytes(random, 50_000);
                acknowledged.put(ExtentsTest.store(extents, key, after), after);
                extents.close();
                assertAllThere(disk.afterPowerCut(Tearing.GARBLED), acknowledged);
            }
        });
    }

    /// What waits for the appender is written together, but need not be refused together.
    @Test
    void onAFullDiskWhatFitsIsWrittenThoughWhatWaitsBesideItDoesNot() {
        FaultyDisk disk = new FaultyDisk(Seeds.random(1));
        try (Extents extents = open(disk)) {
            List<FrameInFlight> frames = new ArrayList<>();
            synchronized (disk) { // the appender cannot begin before all of them wait
                disk.capacity(200_000);
                for (int i = 0; i < 12; i++) {
                    FrameInFlight frame = new FrameInFlight();
                    frames.add(frame);
                    extents.lanes().upkeep().append(new Appender.Request(key, new byte[20_000], 20_000, frame));
                }
            }
            int written = 0;
            for (FrameInFlight frame : frames) {
                try {
                    frame.await().extent().unpin();
                    written++;
                } catch (AmanaException e) {
                    assertThat(e.code()).isEqualTo(ErrorCode.INSUFFICIENT_STORAGE);
                }
            }
            assertThat(written).isBetween(6, 9);
        }
    }
}
