package org.amana.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import org.amana.durable.Access;
import org.amana.durable.DurableFile;
import org.amana.durable.FatalDiskError;
import org.amana.durable.Mode;
import org.amana.kernel.AmanaException;
import org.amana.kernel.ErrorCode;
import org.junit.jupiter.api.Test;

class FaultyDiskTest {
    private static final Path FOLDER = Path.of("/data");
    private static final Path FILE = FOLDER.resolve("file");

    private final FaultyDisk disk = new FaultyDisk(Seeds.random(3));

    FaultyDiskTest() {
        disk.createDirectories(FOLDER);
    }

    private static byte[] filled(int length, int with) {
        byte[] bytes = new byte[length];
        java.util.Arrays.fill(bytes, (byte) with);
        return bytes;
    }

    @Test
    void syncedBytesUnderASyncedNameSurviveAndNothingElseHasTo() {
        try (DurableFile file = disk.open(FILE, Mode.CREATE_NEW)) {
            file.write(ByteBuffer.wrap(filled(100, 1)), 0);
            file.sync();
            disk.syncDirectory(FOLDER);
            file.write(ByteBuffer.wrap(filled(100, 2)), 8192);
        }
        assertThat(disk.afterPowerCut(Tearing.LOST).read(FILE)).isEqualTo(filled(100, 1));
        Set<Integer> lengths = new HashSet<>();
        for (int i = 0; i < 50; i++) {
            byte[] found = disk.afterPowerCut(Tearing.SECTORS).read(FILE);
            assertThat(found).startsWith(filled(100, 1));
            lengths.add(found.length);
        }
        assertThat(lengths).hasSizeGreaterThan(3);
    }

    @Test
    void aNameThatWasNotSyncedMayBeGone() {
        disk.open(FILE, Mode.CREATE_NEW).close();
        Set<Boolean> there = new HashSet<>();
        for (int i = 0; i < 50; i++) {
            there.add(disk.afterPowerCut(Tearing.SECTORS).exists(FILE));
        }
        assertThat(there).containsExactlyInAnyOrder(true, false);
    }

    @Test
    void aReplacedFileIsOldOrNewWhereverThePowerIsCut() {
        Seeds.check(20, random -> {
            for (int at = 1; at < 10; at++) {
                FaultyDisk cut = new FaultyDisk(random);
                cut.createDirectories(FOLDER);
                cut.replace(FILE, filled(5000, 1), Access.PRIVATE);
                cut.cutPowerAt(at);
                boolean done = true;
                try {
                    cut.replace(FILE, filled(7000, 2), Access.PRIVATE);
                } catch (AmanaException | FatalDiskError e) {
                    done = false;
                }
                byte[] found = cut.afterPowerCut(Tearing.GARBLED).read(FILE);
                assertThat(found).isEqualTo(done || found.length == 7000 ? filled(7000, 2) : filled(5000, 1));
            }
        });
    }

    @Test
    void aFullDiskFailsTheReplacementAndKeepsTheOldContent() {
        disk.replace(FILE, filled(5000, 1), Access.PRIVATE);
        disk.capacity(9000);
        assertThatThrownBy(() -> disk.replace(FILE, filled(7000, 2), Access.PRIVATE))
                .isInstanceOfSatisfying(
                        AmanaException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.INSUFFICIENT_STORAGE));
        assertThat(disk.read(FILE)).isEqualTo(filled(5000, 1));
        assertThat(disk.list(FOLDER)).containsExactly(FILE);
    }

    @Test
    void theSyncThatIsToFailFailsAndTheFollowingOneDoesNot() {
        try (DurableFile file = disk.open(FILE, Mode.CREATE_NEW)) {
            disk.failSync(2);
            file.sync();
            assertThatThrownBy(file::sync).isInstanceOf(FatalDiskError.class);
            file.sync();
        }
    }

    @Test
    void withoutPowerNothingWorks() {
        DurableFile file = disk.open(FILE, Mode.CREATE_NEW);
        disk.cutPower();
        assertThatThrownBy(() -> file.write(ByteBuffer.allocate(1), 0)).isInstanceOf(AmanaException.class);
        assertThatThrownBy(() -> file.read(ByteBuffer.allocate(1), 0)).isInstanceOf(AmanaException.class);
        assertThatThrownBy(file::sync).isInstanceOf(FatalDiskError.class);
        assertThatThrownBy(() -> disk.syncDirectory(FOLDER)).isInstanceOf(FatalDiskError.class);
    }

    @Test
    void aFlippedBitIsReadAndSurvives() {
        disk.replace(FILE, filled(10, 0), Access.PRIVATE);
        disk.flipBit(FILE, 17);
        assertThat(disk.read(FILE)[2]).isEqualTo((byte) 2);
        assertThat(disk.afterPowerCut(Tearing.LOST).read(FILE)[2]).isEqualTo((byte) 2);
    }
}
