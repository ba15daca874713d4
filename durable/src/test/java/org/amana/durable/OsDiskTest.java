package org.amana.durable;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import org.amana.kernel.AmanaException;
import org.amana.kernel.ErrorCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OsDiskTest {
    private final Disk disk = new OsDisk();

    @TempDir
    Path folder;

    private static ByteBuffer bytes(String text) {
        return ByteBuffer.wrap(text.getBytes(StandardCharsets.US_ASCII));
    }

    @Test
    void whatIsWrittenByPositionIsReadByPosition() {
        try (DurableFile file = disk.open(folder.resolve("a"), Mode.CREATE_NEW)) {
            file.write(bytes("world"), 6);
            file.write(bytes("hello "), 0);
            file.sync();
            ByteBuffer read = ByteBuffer.allocate(100);
            assertThat(file.read(read, 3)).isEqualTo(8);
            assertThat(new String(read.array(), 0, 8, StandardCharsets.US_ASCII))
                    .isEqualTo("lo world");
            assertThat(file.read(read.clear(), 11)).isZero();
            assertThat(file.size()).isEqualTo(11);
        }
    }

    @Test
    void anInterruptNeitherClosesTheFileNorIsLost() {
        try (DurableFile file = disk.open(folder.resolve("a"), Mode.CREATE_NEW)) {
            Thread.currentThread().interrupt();
            file.write(bytes("hello"), 0);
            file.sync();
            assertThat(file.read(ByteBuffer.allocate(5), 0)).isEqualTo(5);
            assertThat(Thread.interrupted()).isTrue();
            assertThat(file.read(ByteBuffer.allocate(5), 0)).isEqualTo(5);
        }
    }

    @Test
    void filesAreForTheirOwnerUnlessPublished() {
        disk.replace(folder.resolve("secret"), new byte[1], Access.PRIVATE);
        disk.replace(folder.resolve("tile"), new byte[1], Access.PUBLIC);
        assertThat(disk.access(folder.resolve("secret"))).isEqualTo(Access.PRIVATE);
        assertThat(disk.access(folder.resolve("tile"))).isEqualTo(Access.PUBLIC);
    }

    @Test
    void aReplacedFileHasTheNewContentAndLeavesNothingBehind() {
        Path file = folder.resolve("checkpoint");
        disk.replace(file, "first, and longer".getBytes(StandardCharsets.US_ASCII), Access.PUBLIC);
        disk.replace(file, "second".getBytes(StandardCharsets.US_ASCII), Access.PUBLIC);
        assertThat(file).hasContent("second");
        assertThat(disk.list(folder)).containsExactly(file);
    }

    @Test
    void roomThatIsReservedReadsAsZeros() {
        try (DurableFile file = disk.open(folder.resolve("a"), Mode.CREATE_NEW)) {
            file.write(bytes("x"), 0);
            file.allocate(0, 100_000);
            assertThat(file.size()).isEqualTo(100_000);
            ByteBuffer end = ByteBuffer.allocate(1);
            assertThat(file.read(end, 99_999)).isEqualTo(1);
            assertThat(end.get(0)).isZero();
            file.truncate(10);
            assertThat(file.size()).isEqualTo(10);
            file.truncate(20);
            assertThat(file.size()).isEqualTo(20);
        }
    }

    @Test
    void moreRoomThanAFileCanHaveIsRefusedAndTheFileStaysAsItWas() {
        try (DurableFile file = disk.open(folder.resolve("a"), Mode.CREATE_NEW)) {
            assertThatThrownBy(() -> file.allocate(0, 1L << 60)).isInstanceOf(AmanaException.class);
            assertThat(file.size()).isZero();
        }
    }

    /// Linux has a file that takes no byte, as if its disk were full.
    @Test
    void aFullDiskIsToldApartFromOneThatFails() {
        Path full = Path.of("/dev/full");
        try (DurableFile file = disk.open(full, Mode.WRITE)) {
            assertThatThrownBy(() -> file.write(bytes("x"), 0))
                    .isInstanceOfSatisfying(
                            AmanaException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.INSUFFICIENT_STORAGE))
                    .hasMessageContaining(full.toString());
        }
    }

    @Test
    void aFileIsOpenedAsItsModeSays() throws Exception {
        Path file = folder.resolve("a");
        assertThatThrownBy(() -> disk.open(file, Mode.READ)).hasMessageContaining("is not there");
        assertThatThrownBy(() -> disk.open(file, Mode.WRITE)).hasMessageContaining("is not there");
        disk.open(file, Mode.CREATE_NEW).close();
        assertThatThrownBy(() -> disk.open(file, Mode.CREATE_NEW)).isInstanceOf(AmanaException.class);
        Files.writeString(file, "content");
        disk.open(file, Mode.CREATE).close();
        assertThat(file).hasContent("content");
        disk.open(file, Mode.REPLACE).close();
        assertThat(file).isEmptyFile();
    }

    @Test
    void aClaimedFileCannotBeClaimedAgainUntilItIsGivenBack() {
        Path file = folder.resolve("amana.lock");
        DiskLock lock = disk.lock(file);
        assertThatThrownBy(() -> disk.lock(file))
                .isInstanceOfSatisfying(
                        AmanaException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.CONFIGURATION));
        lock.close();
        disk.lock(file).close();
    }

    @Test
    void foldersAreMadeDurableFromAboveAndTheOneThatIsThereTooForItsMakerMayHaveDied() {
        List<Path> synced = new ArrayList<>();
        OsDisk.createDirectories(folder.resolve("a/b"), synced::add);
        assertThat(synced).containsExactly(folder.getParent(), folder, folder.resolve("a"));
        synced.clear();
        OsDisk.createDirectories(folder.resolve("a/b"), synced::add);
        assertThat(synced).containsExactly(folder.resolve("a"));
    }

    @Test
    void aFolderIsGoodAlsoWhereOnlyOthersMayHaveMadeIt() throws Exception {
        Path there = folder.resolve("closed/there");
        disk.createDirectories(there);
        Path closed = folder.resolve("closed");
        try {
            Files.setPosixFilePermissions(closed, PosixFilePermissions.fromString("--x--x--x"));
            disk.createDirectories(there);
        } finally {
            Files.setPosixFilePermissions(closed, PosixFilePermissions.fromString("rwx------"));
        }
        assertThat(disk.isFolder(there)).isTrue();
    }

    @Test
    void aFolderCannotBeSyncedThatIsNotThere() {
        assertThatThrownBy(() -> disk.syncDirectory(folder.resolve("none"))).isInstanceOf(AmanaException.class);
        disk.createDirectories(folder.resolve("a/b/c"));
        disk.syncDirectory(folder.resolve("a/b/c"));
    }

    /// As when there is no descriptor left: the disk has broken no promise, and the server goes on.
    @Test
    void aFolderThatCannotBeOpenedToBeSyncedIsNoEndOfTheDisk() throws Exception {
        Path loop = Files.createSymbolicLink(folder.resolve("loop"), Path.of("loop"));
        assertThatThrownBy(() -> disk.syncDirectory(loop))
                .isInstanceOfSatisfying(
                        AmanaException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.DISK_FAILED))
                .hasMessageContaining("loop");
    }

    @Test
    void anInterruptNeitherEndsTheDiskWhenAFolderIsSyncedNorIsLost() {
        Thread.currentThread().interrupt();
        try {
            disk.syncDirectory(folder);
        } finally {
            assertThat(Thread.interrupted()).isTrue();
        }
    }
}
