package org.amana.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import org.amana.durable.Access;
import org.amana.durable.Disk;
import org.amana.durable.FatalDiskError;
import org.amana.durable.OsDisk;
import org.amana.kernel.AmanaException;
import org.amana.testkit.FailingDisk;
import org.amana.testkit.FaultyDisk;
import org.amana.testkit.Folders;
import org.amana.testkit.Seeds;
import org.amana.testkit.Tearing;
import org.amana.verifier.Sha256;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Restores that are interrupted, and restores from a depot that is damaged.
@Tag("slow")
class RestoreTest {
    private static final Path TARGET = Path.of("/restored");
    private static final Path KEY = Path.of("/safe/root.key");
    private static final int LENGTH = 3 << 20;
    private static final List<Tearing> TEARINGS = List.of(Tearing.values());

    @TempDir
    Path temporary;

    private final FailingDisk depotsDisk = new FailingDisk(new OsDisk());
    private Path folder;
    private FolderDepot depot;
    private House house;

    @BeforeEach
    void open() {
        folder = temporary.resolve("depot");
        depot = new FolderDepot(depotsDisk, folder);
        house = new House(temporary.resolve("data"));
        house.write(Seeds.bytes(Seeds.random(1), LENGTH));
    }

    @AfterEach
    void close() {
        house.close();
    }

    private Restore restore(Disk disk) {
        return new Restore(disk, depot, (_, _, _, _) -> {});
    }

    private static Restore.Wish wish(String name, boolean giveUp, boolean damagedToo) {
        return new Restore.Wish(name, Optional.of(KEY), Optional.empty(), giveUp, damagedToo);
    }

    /// A disk on which nothing but the root key lies.
    private FaultyDisk disk(RandomGenerator random) throws IOException {
        FaultyDisk disk = new FaultyDisk(random);
        disk.createDirectories(KEY.resolveSibling("."));
        disk.replace(KEY, Files.readAllBytes(house.rootKey()), Access.PRIVATE);
        return disk;
    }

    private Restore.Result putBack(Disk disk, Restore.Wish wish) {
        return restore(disk).run(House.layout(TARGET), List.of(TARGET.resolve("volumes/v1")), wish);
    }

    /// Every file below a folder with the digest of its content.
    private static Map<String, String> files(Disk disk, Path folder) {
        Map<String, String> files = new TreeMap<>();
        for (Path each : disk.list(folder)) {
            if (disk.isFolder(each)) {
                files.putAll(files(disk, each));
            } else {
                files.put(each.toString(), Sha256.hex(disk.read(each)));
            }
        }
        return files;
    }

    @Test
    void aRestoreThatWasInterruptedIsKnownAndIsDoneAgainOverWhatItLeft() throws IOException {
        String older = house.backUp(depot, 9).name();
        for (int i = 0; i < 300; i++) {
            house.ledger.actOfOperator("backup"); // so that other tiles are there
        }
        house.backUp(depot, 9);
        FaultyDisk clean = disk(Seeds.random(1));
        putBack(clean, wish("", false, false));
        Map<String, String> whole = files(clean, TARGET);
        long operations = clean.operations();
        Seeds.check(1, random -> {
            int cuts = 0;
            for (long at = 1; at < operations; at += random.nextInt(1, 5)) {
                Tearing tearing = TEARINGS.get(random.nextInt(TEARINGS.size()));
                FaultyDisk left = cutAt(at, older, tearing, random);
                Path mark = TARGET.resolve(Restore.RESTORING);
                boolean begun =
                        left.isFolder(TARGET) && !left.list(TARGET).stream().allMatch(Restore::isNothing);
                boolean done = left.exists(TARGET.resolve("catalog.db")) && !left.exists(mark);
                if (done) {
                    break;
                }
                cuts++;
                assertThat(left.exists(mark)).as("cut at %d, begun", at).isEqualTo(begun);
                putBack(left, wish("", false, false));
                assertThat(files(left, TARGET)).as("cut at %d", at).isEqualTo(whole);
            }
            assertThat(cuts).isGreaterThan(10);
        });
    }

    private FaultyDisk cutAt(long at, String name, Tearing tearing, RandomGenerator random) throws IOException {
        FaultyDisk disk = disk(random).cutPowerAt(at);
        try {
            putBack(disk, wish(name, true, false));
        } catch (AmanaException | FatalDiskError _) {
            assertThat(disk.isDead()).isTrue();
        }
        return disk.afterPowerCut(tearing);
    }

    @Test
    void whatASystemPutsIntoAnEmptyFolderIsNothing() throws IOException {
        house.backUp(depot, 9);
        FaultyDisk disk = disk(Seeds.random(1));
        disk.createDirectories(TARGET.resolve("lost+found"));
        putBack(disk, wish("", false, false));
        assertThat(disk.exists(TARGET.resolve("catalog.db"))).isTrue();
        assertThatThrownBy(() -> putBack(disk, wish("", false, false))).hasMessageContaining("is not empty");
    }

    @Test
    void whatSomebodyKeepsUnderTheMarksNameIsNotGoneOver() throws IOException {
        house.backUp(depot, 9);
        FaultyDisk disk = disk(Seeds.random(1));
        disk.createDirectories(TARGET);
        disk.replace(TARGET.resolve(Restore.RESTORING), new byte[] {'m', 'i', 'n', 'e'}, Access.PRIVATE);
        assertThatThrownBy(() -> putBack(disk, wish("", false, false))).hasMessageContaining("is not empty");
        assertThat(disk.read(TARGET.resolve(Restore.RESTORING))).asString().isEqualTo("mine");
    }

    private Path extent(String run) {
        return Folders.files(folder.resolve(run)).stream()
                .filter(file -> file.toString().endsWith(".extent"))
                .findFirst()
                .orElseThrow();
    }

    private static void flip(Path file, int at) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        bytes[at] ^= 1;
        Files.write(file, bytes);
    }

    @Test
    void ofADamagedExtentEverythingElseIsPutBack() throws IOException {
        Path extent = extent(house.backUp(depot, 9).name());
        Path target = TARGET.resolve("volumes/v1").resolve(extent.getFileName());
        byte[] content = Files.readAllBytes(extent);
        flip(extent, 70_000);
        FaultyDisk disk = disk(Seeds.random(1));
        assertThatThrownBy(() -> putBack(disk, wish("", false, false)))
                .hasMessageContainingAll(
                        "volumes/v1/" + extent.getFileName(), "are not what was written", "--at NAME", "--damaged-too");
        Restore.Result result = putBack(disk, wish("", false, true));
        assertThat(result.damaged()).singleElement().asString().contains("volumes/v1/" + extent.getFileName());
        content[70_000] ^= 1;
        assertThat(disk.read(target)).as("the byte as it is").isEqualTo(content);

        Files.write(extent, Arrays.copyOf(content, 1_500_000));
        FaultyDisk cut = disk(Seeds.random(1));
        assertThat(putBack(cut, wish("", false, true)).damaged()).hasSize(1);
        assertThat(cut.read(target)).hasSize(content.length).startsWith(Arrays.copyOf(content, 1_500_000));
        assertThat(Arrays.copyOfRange(cut.read(target), 1_500_000, content.length))
                .containsOnly(0);

        Files.delete(extent);
        FaultyDisk gone = disk(Seeds.random(1));
        assertThat(putBack(gone, wish("", false, true)).damaged())
                .singleElement()
                .asString()
                .contains("is missing");
        assertThat(gone.read(target)).hasSize(content.length).containsOnly(0);
    }

    @Test
    void whatIsNoExtentMustBeWholeAllTheSame() throws IOException {
        Path run = folder.resolve(house.backUp(depot, 9).name());
        flip(run.resolve("catalog.db"), 5000);
        FaultyDisk disk = disk(Seeds.random(1));
        assertThatThrownBy(() -> putBack(disk, wish("", false, true)))
                .hasMessageContainingAll("for catalog.db", "--at NAME")
                .hasMessageNotContaining("--damaged-too");
        flip(run.resolve("catalog.db"), 5000);
        flip(run.resolve("heads"), 10);
        assertThatThrownBy(() -> putBack(disk, wish("", false, true))).hasMessageContainingAll("heads", "--at NAME");
    }

    @Test
    void aDepotThatHasGoneIsNotTakenForADamagedOne() throws IOException {
        String name = house.backUp(depot, 9).name();
        Restore restore = restore(disk(Seeds.random(1)));
        depotsDisk.failReading(path -> path.toString().endsWith(".extent"));
        assertThat(restore.check("", Optional.empty()).damaged()).hasSize(1);
        depotsDisk.failReading(path -> path.startsWith(folder.resolve(name)));
        assertThatThrownBy(() -> restore.check("", Optional.empty())).hasMessageContaining("Input/output error");
    }

    @Test
    void aTargetThatFailsIsNotTakenForADamagedDepot() throws IOException {
        house.backUp(depot, 9);
        FaultyDisk disk = disk(Seeds.random(1)).capacity(1 << 20);
        assertThatThrownBy(() -> putBack(disk, wish("", false, true))).hasMessageContaining("No space left");
    }

    @Test
    void aLaterBackupThatCannotBeReadMayHaveSeenMoreSigned() throws IOException {
        String older = house.backUp(depot, 9).name();
        String newest = house.backUp(depot, 9).name();
        flip(folder.resolve(newest).resolve("manifest"), 300);
        FaultyDisk disk = disk(Seeds.random(1));
        assertThatThrownBy(() -> putBack(disk, wish("", false, false)))
                .hasMessageContainingAll("manifest is damaged", "--at NAME");
        assertThatThrownBy(() -> putBack(disk, wish(older, false, false)))
                .hasMessageContainingAll("manifest of the later backup " + newest, "--head FILE", "--give-up-entries");
        assertThat(disk.exists(TARGET)).as("nothing is written").isFalse();
        byte[] kept = Files.readAllBytes(temporary.resolve("data/ledger/public/checkpoint"));
        assertThatThrownBy(
                        () -> putBack(disk, new Restore.Wish(older, Optional.of(KEY), Optional.of(kept), false, false)))
                .as("it is known then what was signed")
                .hasMessageContaining("1 more were signed after it");
        assertThat(putBack(disk, wish(older, true, false)).lost())
                .as("the later backup's own entry at least")
                .isEqualTo(1);
        assertThat(restore(disk).list(Optional.empty()))
                .extracting(Restore.Listed::name, each -> each instanceof Restore.Unreadable)
                .containsExactly(tuple(older, false), tuple(newest, true));
    }

    /// Somebody's own folders may lie in a depot, and be called almost as ours.
    @Test
    void whatIsNamedAfterADateThatNoCalendarHasIsNoBackup() throws IOException {
        for (String name : List.of("20261399T140501.250Z", "20260231T140501.250Z", "20261128T250501.250Z")) {
            Files.createDirectories(folder.resolve(name));
            Files.writeString(folder.resolve(name).resolve("manifest"), "mine");
        }
        String only = house.backUp(depot, 1).name();
        FaultyDisk disk = disk(Seeds.random(1));
        assertThat(restore(disk).list(Optional.empty()))
                .extracting(Restore.Listed::name)
                .containsExactly(only);
        assertThat(putBack(disk, wish("", false, false)).name()).isEqualTo(only);
        assertThat(folder.resolve("20260231T140501.250Z/manifest")).hasContent("mine");
        assertThatThrownBy(() -> putBack(disk(Seeds.random(1)), wish("20260231T140501.250Z", false, false)))
                .hasMessageContaining("no backup is named 20260231T140501.250Z");
    }

    @Test
    void aBackupThatChecksTheEarlierOneIsNotBuiltOnWhatIsDamaged() throws IOException {
        Path extent = extent(house.backUp(depot, 9).name());
        flip(extent, 70_000);
        house.backUp(depot, 9);
        Restore restore = restore(disk(Seeds.random(1)));
        assertThat(restore.check("", Optional.empty()).damaged())
                .as("built on it unread")
                .hasSize(1);
        Backup.Result healed = house.backUp(depot, 9, true);
        assertThat(healed.damaged())
                .singleElement()
                .asString()
                .contains(extent.getFileName().toString());
        assertThat(healed.copied()).isGreaterThan(LENGTH);
        assertThat(restore(disk(Seeds.random(1))).check("", Optional.empty()).damaged())
                .isEmpty();
        assertThat(house.backUp(depot, 9, true).damaged()).isEmpty();
    }
}
