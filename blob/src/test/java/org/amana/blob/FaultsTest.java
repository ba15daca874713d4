package org.amana.blob;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.amana.durable.FatalDiskError;
import org.amana.durable.OsDisk;
import org.amana.kernel.AmanaException;
import org.amana.kernel.ErrorCode;
import org.amana.policy.Action;
import org.amana.store.HeldExtents;
import org.amana.store.Scrub;
import org.amana.testkit.FailingDisk;
import org.amana.testkit.Folders;
import org.amana.testkit.Seeds;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A mixed workload in which each write in turn meets a full disk, and each sync in turn fails: whoever was answered
/// finds what he was answered for, and catalog, extents and ledger agree, at once and after a restart.
@Tag("slow")
class FaultsTest {
    private static final Set<ErrorCode> OF_A_FULL_DISK =
            Set.of(ErrorCode.INSUFFICIENT_STORAGE, ErrorCode.LEDGER_UNAVAILABLE);

    @TempDir
    Path temporary;

    private Path folder;
    private FailingDisk disk;
    private House house;
    private ContainerRef box;

    @BeforeEach
    void build() {
        folder = temporary.resolve("data");
        disk = new FailingDisk(new OsDisk());
        house = House.build(disk, folder, InstantSource.system());
        box = house.container("box");
        house.ledger.publish();
    }

    @AfterEach
    void remove() throws IOException {
        house.close();
        Folders.delete(folder);
    }

    /// What clients were answered: the content of blobs, and the names of those that are gone. A deed that failed
    /// leaves two possible states.
    private static final class Answered {
        private final Map<String, byte[]> content = new TreeMap<>();
        private final Set<String> unknown = new HashSet<>();
    }

    /// The workload: whole blobs small and large, blocks, overwriting, a snapshot, a deletion.
    private final class Script {
        private final Answered answered = new Answered();
        private boolean stopped; // by a failed sync, as a server is

        Answered run() {
            put("small", 100);
            put("large", 400_000);
            deed("blocks", () -> {
                house.putBlock(blob("blocks"), "AAAA", content("a", 30_000));
                house.putBlock(blob("blocks"), "AAAB", content("b", 10_000));
                house.commit(blob("blocks"), latest("AAAA"), latest("AAAB"));
                byte[] whole = Arrays.copyOf(content("a", 30_000), 40_000);
                System.arraycopy(content("b", 10_000), 0, whole, 30_000, 10_000);
                answered.content.put("blocks", whole);
            });
            put("small", 5000);
            deed(
                    "large",
                    () -> house.run(
                            box,
                            Action.WRITE,
                            house.blobs.snapshotBlob(new TakeSnapshot(blob("large"), Metadata.NONE, Conditions.NONE))));
            put("other", 9000);
            deed("other", () -> {
                house.delete(blob("other"), DeleteSnapshots.INCLUDE);
                answered.content.remove("other");
            });
            deed("", house.ledger::publish);
            put("last", 70_000);
            return answered;
        }

        private void put(String name, int length) {
            deed(name, () -> {
                house.put(blob(name), content(name, length));
                answered.content.put(name, content(name, length));
            });
        }

        private void deed(String name, Runnable deed) {
            try {
                if (!stopped) {
                    deed.run();
                    answered.unknown.remove(name);
                }
            } catch (AmanaException e) {
                // What an earlier deed failed to make cannot be used by a later one either.
                boolean expected = OF_A_FULL_DISK.contains(e.code()) || answered.unknown.contains(name);
                assertThat(expected).as("%s: %s", name, e).isTrue();
                answered.unknown.add(name);
            } catch (FatalDiskError e) {
                stopped = true;
                answered.unknown.add(name);
            }
        }
    }

    private BlobRef blob(String name) {
        return BlobRef.of(box, name);
    }

    private static BlockChoice latest(String id) {
        return new BlockChoice(BlockSource.LATEST, new BlockId(id));
    }

    private static byte[] content(String name, int length) {
        return Seeds.bytes(Seeds.random(name.hashCode() + length), length);
    }

    private void assertKept(Answered answered) {
        answered.content.forEach((name, content) -> {
            if (!answered.unknown.contains(name)) {
                assertThat(house.get(blob(name))).as(name).isEqualTo(content);
            }
        });
        if (!answered.unknown.contains("other")) {
            assertThatThrownBy(() -> house.get(blob("other"))).isInstanceOf(AmanaException.class);
        }
    }

    private void assertSound() {
        assertThat(house.fsck()).isEmpty();
        assertThat(new Scrub(house.extents).run().damages()).isEmpty();
        house.ledger.publish();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        PrintStream stream = new PrintStream(out, true, StandardCharsets.UTF_8);
        int status = org.amana.verifier.Main.run(
                List.of(
                        "--dir",
                        house.ledger.publicFolder().toString(),
                        "--key",
                        house.ledger.verifierKey().toString()),
                stream,
                stream);
        assertThat(status).as("%s", out).isZero();
    }

    /// Stops the house, whatever that meets, and opens it on a sound disk.
    private void reopen() {
        var caller = house.caller;
        try {
            house.close();
        } catch (RuntimeException | FatalDiskError e) {
            // A house that a failed sync has stopped cannot be closed in order.
        }
        disk.mend();
        house = House.open(disk, folder, InstantSource.system());
        house.caller = caller;
    }

    @Test
    void aDiskThatIsFullAtAnyWriteFailsSomeRequestsAndHarmsNothing() throws IOException {
        int met = 0;
        for (int howMany : new int[] {1, 4}) {
            for (int at = 1; ; at += howMany) {
                long before = disk.faults();
                disk.fillAt(at, howMany);
                Answered answered = new Script().run();
                boolean reached = disk.faults() > before;
                disk.mend();
                met += reached ? 1 : 0;
                assertKept(answered);
                house.put(blob("afterwards"), content("afterwards", 10_000));
                assertSound();
                reopen();
                assertKept(answered);
                assertThat(house.get(blob("afterwards"))).isEqualTo(content("afterwards", 10_000));
                assertSound();
                remove();
                build();
                if (!reached) {
                    break;
                }
            }
        }
        assertThat(met).as("writes that met a full disk").isGreaterThan(30);
    }

    @Test
    void aSyncThatFailsAtAnyPlaceStopsAnsweringAndLosesNothingAnswered() throws IOException {
        int met = 0;
        for (int at = 1; ; at++) {
            disk.failSync(at);
            Answered answered = new Script().run();
            boolean reached = disk.faults() > 0;
            met += reached ? 1 : 0;
            reopen();
            assertKept(answered);
            assertSound();
            house.put(blob("afterwards"), content("afterwards", 10_000));
            assertSound();
            remove();
            build();
            if (!reached) {
                break;
            }
        }
        assertThat(met).as("syncs that failed").isGreaterThan(15);
    }

    /// The folder is as a killed server leaves it: extents open, entries in the write-ahead file alone.
    @Test
    void aDiskThatIsFullAtAnyWriteOfAStartIsSaidAndTheNextStartIsSound() throws IOException {
        Answered answered = new Script().run();
        Path killed = temporary.resolve("killed");
        Folders.copy(folder, killed);
        var caller = house.caller;
        house.close();
        int met = 0;
        for (boolean reached = true; reached; met += reached ? 1 : 0) {
            Path again = temporary.resolve("again");
            Folders.copy(killed, again);
            FailingDisk full = new FailingDisk(new OsDisk());
            full.fillAt(met + 1, 2);
            house = openInTheEnd(full, again);
            reached = full.faults() > 0;
            full.mend();
            house.caller = caller;
            assertKept(answered);
            house.put(blob("afterwards"), content("afterwards", 10_000));
            assertSound();
            house.close();
            Folders.delete(again);
        }
        assertThat(met).as("writes of a start that met a full disk").isPositive();
    }

    /// On a full disk a start fails, and says why, or does without.
    private static House openInTheEnd(FailingDisk full, Path folder) {
        try {
            return House.open(full, folder, InstantSource.system());
        } catch (AmanaException e) {
            assertThat(e.code()).as("%s", e).isIn(OF_A_FULL_DISK);
            full.mend();
            return House.open(full, folder, InstantSource.system());
        }
    }

    @Test
    void whatCannotBeReadFailsByNameAndHarmsNothingElse() {
        house.put(blob("near"), content("near", 10_000));
        Path damaged = onlyExtent();
        reopen(); // from here on another extent is written
        house.put(blob("far"), content("far", 10_000));
        disk.failReading(damaged::equals);
        assertThatThrownBy(() -> house.get(blob("near")))
                .hasMessageContaining(damaged.getFileName().toString())
                .hasMessageContaining("Input/output error")
                .isInstanceOfSatisfying(
                        AmanaException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.DISK_FAILED));
        assertThat(house.get(blob("far"))).isEqualTo(content("far", 10_000));
        house.put(blob("more"), content("more", 10_000));
        assertThat(new Scrub(house.extents).run().damages())
                .singleElement()
                .satisfies(damage -> assertThat(damage.toString()).contains("Input/output error"));

        disk.mend();
        assertThat(house.get(blob("near"))).isEqualTo(content("near", 10_000));
        assertSound();
    }

    @Test
    void tilesThatCannotBeReadMakePublishingWaitAndNothingElse() {
        house.put(blob("one"), content("one", 10_000));
        house.ledger.publish();
        disk.failReading(path -> path.startsWith(folder.resolve("ledger/public/tile")));
        house.put(blob("two"), content("two", 10_000));
        assertThatThrownBy(house.ledger::publish).hasMessageContaining("Input/output error");
        assertThatThrownBy(() -> house.ledger.entry(0)).hasMessageContaining("Input/output error");
        assertThat(house.get(blob("two"))).isEqualTo(content("two", 10_000));
        disk.mend();
        assertThat(house.get(blob("one"))).isEqualTo(content("one", 10_000));
        assertSound();
    }

    @Test
    void foldersOfTilesThatAFullDiskRefusedAreMadeAtALaterRound() {
        while (house.ledger.size() < 250) {
            house.ledger.actOfOperator("test");
        }
        house.ledger.publish();
        disk.fill(path -> path.startsWith(folder.resolve("ledger/public/tile")));
        while (house.ledger.size() < 260) {
            house.ledger.actOfOperator("test");
        }
        assertThatThrownBy(house.ledger::publish).hasMessageContaining("No space left");
        disk.mend();
        assertSound();
        assertThat(folder.resolve("ledger/public/tile/1/000.p")).isDirectory();
    }

    @Test
    void aLedgerThatCannotBeReadDoesNotOpenAndIsLeftAsItWas() throws IOException {
        new Script().run();
        var caller = house.caller;
        house.close();
        for (String part : List.of("wal", "private/signed", "private/log.key", "public/tile")) {
            Map<Path, String> before = digests();
            disk.failReading(path -> path.startsWith(folder.resolve("ledger").resolve(part)));
            assertThatThrownBy(() -> House.open(disk, folder, InstantSource.system()))
                    .as(part)
                    .hasMessageContaining("Input/output error")
                    .hasMessageContaining(part.substring(part.lastIndexOf('/') + 1));
            disk.mend();
            assertThat(digests()).as(part).isEqualTo(before);
        }
        house = House.open(disk, folder, InstantSource.system());
        house.caller = caller;
        assertSound();
    }

    /// What the ledger's files hold; SQLite's own are left to it.
    private Map<Path, String> digests() throws IOException {
        Map<Path, String> digests = new TreeMap<>();
        try (Stream<Path> files = Files.walk(folder.resolve("ledger"))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                if (!file.toString().contains("openings.db")) {
                    digests.put(file, Arrays.hashCode(Files.readAllBytes(file)) + " " + Files.size(file));
                }
            }
        }
        return digests;
    }

    private Path onlyExtent() {
        try (HeldExtents held = house.extents.hold()) {
            assertThat(held.durable()).hasSize(1);
            return held.durable().getFirst().file();
        }
    }
}
