package org.amana.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.amana.durable.FatalDiskError;
import org.amana.kernel.AmanaException;
import org.amana.kernel.ErrorCode;
import org.amana.store.RootKey;
import org.amana.testkit.FaultyDisk;
import org.amana.testkit.ManualClock;
import org.amana.testkit.Seeds;
import org.amana.testkit.Tearing;
import org.amana.verifier.Checkpoint;
import org.amana.verifier.Finding;
import org.amana.verifier.Kind;
import org.amana.verifier.LogVerification;
import org.amana.verifier.Remembered;
import org.amana.verifier.Report;
import org.amana.verifier.Tile;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// The disk of these tests is in memory and fails on command; only the database of the openings lies on a real
/// one.
@Tag("slow")
class LedgerCrashTest {
    /// 1 cuts at every operation, as `./amana soak` does (`-Damana.crash.step=1`); a prime samples them.
    private static final int STEP = Integer.getInteger("amana.crash.step", 17);

    @TempDir
    Path folder;

    private final ManualClock clock = new ManualClock();
    private RootKey root;
    private int runs;

    @BeforeEach
    void makeRootKey() {
        root = TestLedger.rootKey(folder);
    }

    /// What somebody outside has in hand: it must hold whatever happens to the disk.
    private static final class Witnessed {
        private final Map<Long, Receipt> receipts = new TreeMap<>();
        private final List<byte[]> notes = new ArrayList<>();
    }

    private static LedgerConfig config() {
        return new LedgerConfig(
                TestLedger.ORIGIN,
                0,
                Duration.ofHours(1), // published on command, so that a run has the same operations every time
                TestLedger.config().walSegment(),
                100_000);
    }

    private Ledger open(FaultyDisk disk, Path home) {
        return Ledger.open(disk, home.resolve("ledger"), config(), root, clock);
    }

    private Path home() throws IOException {
        Path home = folder.resolve("run-" + runs++);
        Files.createDirectories(home.resolve("ledger/private"));
        return home;
    }

    /// Appends and publishes a few times, over the edge of a tile.
    private static void work(Ledger ledger, Witnessed witnessed) {
        witnessed.notes.add(ledger.checkpointNote());
        TestLedger.begin(ledger);
        for (int round = 0; round < 3; round++) {
            for (int i = 0; i < 3; i++) {
                append(ledger, witnessed);
            }
            List<Ledger.Appending> together = new ArrayList<>();
            for (int i = 0; i < 90; i++) {
                together.add(ledger.begin(TestLedger.write(1), TestLedger.opening(i)));
            }
            together.forEach(appending -> keep(appending.await(), witnessed));
            ledger.publish();
            witnessed.notes.add(ledger.checkpointNote());
        }
        append(ledger, witnessed);
    }

    private static void append(Ledger ledger, Witnessed witnessed) {
        keep(ledger.append(TestLedger.write(1), TestLedger.opening(1)), witnessed);
    }

    private static void keep(Receipt receipt, Witnessed witnessed) {
        witnessed.receipts.put(receipt.index(), receipt);
    }

    @ParameterizedTest
    @EnumSource(Tearing.class)
    void whateverOperationThePowerIsCutAtNothingThatWasAnsweredIsLost(Tearing tearing) throws Exception {
        long operations = operationsOfOneRun();
        for (long cut = 1L + tearing.name().length() % STEP; cut <= operations; cut += STEP) {
            FaultyDisk disk = new FaultyDisk(Seeds.random(cut)).cutPowerAt(cut);
            Path home = home();
            Witnessed witnessed = new Witnessed();
            untilPowerCut(disk, home, witnessed);
            FaultyDisk after = disk.afterPowerCut(tearing);
            try (Ledger ledger = open(after, home)) {
                if (ledger.size() == 1) {
                    TestLedger.begin(ledger);
                }
                holds(after, ledger, witnessed, tearing + " at operation " + cut);
            }
        }
    }

    @Test
    void aSecondPowerCutWhileRecoveringFromTheFirstLosesNothingEither() throws Exception {
        long operations = operationsOfOneRun();
        for (long cut = 20; cut <= operations; cut += 5L * STEP) {
            FaultyDisk disk = new FaultyDisk(Seeds.random(cut)).cutPowerAt(cut);
            Path home = home();
            Witnessed witnessed = new Witnessed();
            untilPowerCut(disk, home, witnessed);
            for (long second = 1 + cut % 5; second < 40; second += 5) {
                disk = disk.afterPowerCut(Tearing.GARBLED).cutPowerAt(second);
                recoverUntilPowerCut(disk, home, witnessed);
            }
            FaultyDisk after = disk.afterPowerCut(Tearing.GARBLED);
            try (Ledger ledger = open(after, home)) {
                holds(after, ledger, witnessed, "first cut at operation " + cut);
            }
        }
    }

    private void untilPowerCut(FaultyDisk disk, Path home, Witnessed witnessed) {
        try (Ledger ledger = open(disk, home)) {
            work(ledger, witnessed);
        } catch (AmanaException | FatalDiskError e) {
            assertThat(disk.isDead()).as("that the power was cut: %s", e).isTrue();
        }
        disk.cutPower();
    }

    private void recoverUntilPowerCut(FaultyDisk disk, Path home, Witnessed witnessed) {
        try (Ledger ledger = open(disk, home)) {
            append(ledger, witnessed);
            ledger.publish();
            witnessed.notes.add(ledger.checkpointNote());
        } catch (AmanaException | FatalDiskError e) {
            assertThat(disk.isDead()).as("that the power was cut: %s", e).isTrue();
        }
        disk.cutPower();
    }

    private long operationsOfOneRun() throws IOException {
        FaultyDisk disk = new FaultyDisk(Seeds.random(0));
        try (Ledger ledger = open(disk, home())) {
            work(ledger, new Witnessed());
        }
        return disk.operations();
    }

    private static void holds(FaultyDisk disk, Ledger ledger, Witnessed witnessed, String when) {
        witnessed
                .receipts
                .values()
                .forEach(receipt -> assertThat(ledger.entry(receipt.index()).leafHash())
                        .as(when + ", entry " + receipt.index())
                        .isEqualTo(receipt.leafHash()));
        append(ledger, witnessed);
        ledger.publish();
        List<byte[]> notes = new ArrayList<>(witnessed.notes);
        notes.add(ledger.checkpointNote());
        for (byte[] note : notes) {
            Report report = LogVerification.verify(
                    new PublicFolder(disk, ledger.publicFolder()),
                    ledger.verifierKey(),
                    Remembered.NOTHING.andSeen(note, ledger.verifierKey()));
            assertThat(report.findings().stream().filter(LedgerCrashTest::isNoMatterOfDrafts))
                    .as(when)
                    .isEmpty();
            assertThat(report.missing()).as(when).isEmpty();
        }
        long stored = ledger.entriesOf(Subject.actor("actor-1"), Long.MAX_VALUE, 10_000)
                .size();
        assertThat(stored).as(when).isPositive();
    }

    /// A crash may come before the policy and the purpose are there that these tests' accesses name.
    private static boolean isNoMatterOfDrafts(Finding finding) {
        return !finding.what().startsWith("purpose P-1") && !finding.what().contains("policy set");
    }

    @Test
    void aFailedSyncStopsTheLedgerAndNothingIsAnsweredAfterIt() throws Exception {
        FaultyDisk counting = new FaultyDisk(Seeds.random(0));
        try (Ledger ledger = open(counting, home())) {
            work(ledger, new Witnessed());
        }
        int tried = 0;
        int seen = 0;
        for (long nth = 1; nth <= counting.syncs(); nth += Math.max(1, STEP / 2)) {
            FaultyDisk disk = new FaultyDisk(Seeds.random(nth)).failSync(nth);
            Path home = home();
            Witnessed witnessed = new Witnessed();
            boolean failed = false;
            try (Ledger ledger = open(disk, home)) {
                try {
                    work(ledger, witnessed);
                } catch (FatalDiskError | AmanaException e) {
                    failed = true;
                    assertThatThrownBy(() -> append(ledger, witnessed))
                            .as("after sync %d", nth)
                            .isInstanceOfAny(FatalDiskError.class, AmanaException.class);
                    assertThat(e).isInstanceOf(FatalDiskError.class);
                }
            } catch (FatalDiskError _) {
                failed = true; // while it was opened
            }
            tried += disk.syncs() >= nth ? 1 : 0; // how many share a sync differs, and so how many syncs a run has
            seen += failed ? 1 : 0;
            FaultyDisk after = disk.afterPowerCut(Tearing.LOST);
            try (Ledger ledger = open(after, home)) {
                holds(after, ledger, witnessed, "sync " + nth);
            }
        }
        // The publisher syncs when it comes to it: in some rounds that sync is one of its last, after all the work.
        assertThat(seen).as("of %d failed syncs noticed at work", tried).isGreaterThan(tried / 2);
    }

    @Test
    void aFullDiskMakesTheLedgerUnavailableAndRoomMakesItGoOn() throws Exception {
        for (long room = 0; room < 3 << 20; room += 100_000L * STEP) {
            FaultyDisk disk = new FaultyDisk(Seeds.random(room));
            Path home = home();
            Witnessed witnessed = new Witnessed();
            try (Ledger ledger = open(disk, home)) {
                TestLedger.begin(ledger);
                disk.capacity(used(disk) + room);
                int refused = fill(ledger, witnessed);
                assertThat(refused).as("room %d", room).isPositive();
                disk.capacity(Long.MAX_VALUE);
                append(ledger, witnessed);
                holds(disk, ledger, witnessed, "room " + room);
            }
            FaultyDisk after = disk.afterPowerCut(Tearing.SECTORS);
            try (Ledger ledger = open(after, home)) {
                holds(after, ledger, witnessed, "after room " + room);
            }
        }
    }

    /// Too many connections take the last descriptor: that passes, and must not end the ledger for good.
    @Test
    void aFileThatCannotBeOpenedForAWhileHoldsPublishingUpAndDoesNotEndIt() throws Exception {
        FaultyDisk disk = new FaultyDisk(Seeds.random(11));
        Path home = home();
        Witnessed witnessed = new Witnessed();
        try (Ledger ledger = open(disk, home)) {
            TestLedger.begin(ledger);
            disk.refuseOpening(ledger.publicFolder());
            append(ledger, witnessed);
            assertThatThrownBy(ledger::publish)
                    .isInstanceOfSatisfying(
                            AmanaException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.LEDGER_UNAVAILABLE))
                    .hasMessageContaining("Too many open files");
            append(ledger, witnessed);
            disk.allowOpening();
            ledger.publish();
            append(ledger, witnessed);
            holds(disk, ledger, witnessed, "after a while");
        }
    }

    private static int fill(Ledger ledger, Witnessed witnessed) {
        int refused = 0;
        for (int i = 0; i < 3_000 && refused < 20; i++) {
            try {
                append(ledger, witnessed);
            } catch (AmanaException e) {
                assertThat(e.code()).isEqualTo(ErrorCode.LEDGER_UNAVAILABLE);
                refused++;
            }
        }
        return refused;
    }

    private static long used(FaultyDisk disk) {
        disk.capacity(Long.MAX_VALUE - 1);
        return Long.MAX_VALUE - 1 - disk.freeBytes(Path.of("/"));
    }

    @Test
    void aTornTailIsToldByAGapEntryAndOnlyOnce() throws Exception {
        Path home = home();
        FaultyDisk disk = new FaultyDisk(Seeds.random(1));
        Witnessed witnessed = new Witnessed();
        try (Ledger ledger = open(disk, home)) {
            TestLedger.begin(ledger);
            append(ledger, witnessed);
            disk.cutPower();
        }
        disk = disk.afterPowerCut(Tearing.LOST);
        Path segment = onlySegment(disk, home);
        tearTail(disk, segment);
        for (int start = 0; start < 2; start++) {
            try (Ledger ledger = open(disk, home)) {
                assertThat(ledger.entry(ledger.size() - 1).kind()).isEqualTo(Kind.GAP);
                assertThat(ledger.entry(ledger.size() - 1).text("why")).isEqualTo("torn-tail");
                assertThat(ledger.size()).isEqualTo(5);
                disk.cutPower();
            }
            disk = disk.afterPowerCut(Tearing.LOST);
        }
        try (Ledger ledger = open(disk, home)) {
            holds(disk, ledger, witnessed, "torn");
        }
    }

    @Test
    void whoOnlyLooksCountsATornTailAndLeavesItToTheNextStart() throws Exception {
        Path home = home();
        FaultyDisk disk = new FaultyDisk(Seeds.random(1));
        try (Ledger ledger = open(disk, home)) {
            TestLedger.begin(ledger);
            append(ledger, new Witnessed());
            disk.cutPower();
        }
        disk = disk.afterPowerCut(Tearing.LOST);
        Path segment = onlySegment(disk, home);
        tearTail(disk, segment);
        byte[] before = disk.read(segment);
        long torn = 0;
        for (int look = 0; look < 2; look++) {
            try (LedgerView view = LedgerView.open(disk, home.resolve("ledger"), config(), root, clock)) {
                torn = view.torn();
                assertThat(torn).isPositive();
                assertThat(view.size()).isEqualTo(4);
                assertThat(view.entry(3).kind()).isEqualTo(Kind.ACCESS);
                assertThat(view.checkOpenings()).isEmpty();
            }
            assertThat(disk.read(segment)).isEqualTo(before);
        }
        try (Ledger ledger = open(disk, home)) {
            assertThat(ledger.entry(4).kind()).isEqualTo(Kind.GAP);
            assertThat(ledger.entry(4).number("bytes")).isEqualTo(torn);
        }
    }

    private static Path onlySegment(FaultyDisk disk, Path home) {
        List<Path> segments = disk.list(home.resolve("ledger/wal")).stream()
                .filter(file -> file.toString().endsWith(".wal")
                        && WalSegment.first(file).orElseThrow() > 0)
                .toList();
        return segments.isEmpty()
                ? disk.list(home.resolve("ledger/wal")).stream()
                        .filter(file -> file.toString().endsWith(".wal"))
                        .findFirst()
                        .orElseThrow()
                : segments.getLast();
    }

    /// Writes what looks like the beginning of a frame on the page after the last frame.
    private static void tearTail(FaultyDisk disk, Path segment) {
        byte[] bytes = disk.read(segment);
        int end = bytes.length;
        while (bytes[end - 1] == 0) {
            end--;
        }
        long page = (end + WalSegment.PAGE - 1L) / WalSegment.PAGE * WalSegment.PAGE;
        for (int bit = 0; bit < 100; bit += 3) {
            disk.flipBit(segment, page * 8 + bit);
        }
    }

    @Test
    void aFlippedBitInAnythingThatWasAnsweredKeepsTheLedgerShut() throws Exception {
        Path home = home();
        FaultyDisk disk = new FaultyDisk(Seeds.random(2));
        try (Ledger ledger = open(disk, home)) {
            work(ledger, new Witnessed());
            disk.cutPower();
        }
        disk = disk.afterPowerCut(Tearing.LOST);
        Path ledgerFolder = home.resolve("ledger");
        List<Path> files = new ArrayList<>();
        files.addAll(List.of(ledgerFolder.resolve("private/signed"), ledgerFolder.resolve("private/log.key")));
        for (Tile tile : edgeTiles(disk, ledgerFolder)) {
            files.add(ledgerFolder.resolve("public").resolve(tile.path()));
        }
        for (Path file : files) {
            long bits = disk.read(file).length * 8L;
            for (long bit = 0; bit < bits; bit += 1 + bits / 60) {
                disk.flipBit(file, bit);
                FaultyDisk flipped = disk;
                assertThatThrownBy(() -> open(flipped, home))
                        .as("%s bit %d", file, bit)
                        .isInstanceOfSatisfying(
                                AmanaException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.CORRUPT));
                disk.flipBit(file, bit);
            }
        }
        open(disk, home).close();
    }

    private static List<Tile> edgeTiles(FaultyDisk disk, Path ledgerFolder) {
        String note = new String(disk.read(ledgerFolder.resolve("public/checkpoint")), StandardCharsets.UTF_8);
        long size =
                Checkpoint.parse(note.substring(0, note.indexOf("\n\n") + 1)).size();
        List<Tile> tiles = new ArrayList<>();
        for (int level = 0; Tile.nodes(level, size) > 0; level++) {
            Tile.in(size, level, Tile.nodes(level, size) / Tile.FULL).ifPresent(tiles::add);
        }
        return tiles;
    }

    @Test
    void aFlippedBitInAFrameWithOthersBehindItKeepsTheLedgerShut() throws Exception {
        Path home = home();
        FaultyDisk disk = new FaultyDisk(Seeds.random(3));
        Witnessed witnessed = new Witnessed();
        try (Ledger ledger = open(disk, home)) {
            for (int i = 0; i < 5; i++) {
                append(ledger, witnessed);
            }
            disk.cutPower();
        }
        disk = disk.afterPowerCut(Tearing.LOST);
        Path segment = onlySegment(disk, home);
        byte[] bytes = disk.read(segment);
        List<Long> frames = new ArrayList<>();
        for (int page = 0; page < bytes.length; page += WalSegment.PAGE) {
            if (bytes[page] == 'A' && bytes[page + 1] == 'W' && bytes[page + 7] == WalFrame.BATCH) {
                frames.add((long) page);
            }
        }
        assertThat(frames).hasSizeGreaterThanOrEqualTo(5);
        FaultyDisk flipped = disk;
        Consumer<Long> flip = bit -> flipped.flipBit(segment, bit);
        for (long frame : frames.subList(0, frames.size() - 1)) {
            long end = frame + WalFrame.HEADER + ByteBuffer.wrap(bytes).getInt((int) frame + 20);
            for (long bit = frame * 8; bit < end * 8; bit += 97) {
                flip.accept(bit);
                assertThatThrownBy(() -> open(flipped, home))
                        .as("bit %d", bit)
                        .isInstanceOfSatisfying(
                                AmanaException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.CORRUPT));
                flip.accept(bit);
            }
        }
        try (Ledger ledger = open(disk, home)) {
            witnessed
                    .receipts
                    .values()
                    .forEach(receipt ->
                            assertThat(ledger.entry(receipt.index()).leafHash()).isEqualTo(receipt.leafHash()));
            assertThat(ledger.opened(1).orElseThrow().value("actor")).contains("actor-1");
        }
    }
}
