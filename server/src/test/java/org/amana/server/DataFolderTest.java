package org.amana.server;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.amana.durable.Disk;
import org.amana.durable.OsDisk;
import org.amana.kernel.AmanaException;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataFolderTest {
    @TempDir
    Path data;

    final Disk disk = new OsDisk();

    @BeforeEach
    void makeAllParts() throws IOException {
        Files.writeString(DataFolder.catalog(data), "a catalog");
        Files.createDirectories(DataFolder.volume(data));
        Files.createDirectories(DataFolder.ledger(data));
    }

    @Test
    void allPartsOrTheFirstOnesOfAStartThatWasCutShortAreFine() throws IOException {
        assertThatCode(this::check).doesNotThrowAnyException();
        Files.delete(DataFolder.ledger(data));
        assertThatCode(this::check).doesNotThrowAnyException();
        Files.delete(DataFolder.volume(data));
        assertThatCode(this::check).doesNotThrowAnyException();
        Files.delete(DataFolder.catalog(data));
        assertThatCode(this::check).doesNotThrowAnyException();
    }

    @Test
    void nothingIsFoundedAmongFilesOfSomebodyElse(@TempDir Path theirs) throws IOException {
        assertThatCode(() -> DataFolder.requireOurs(theirs)).doesNotThrowAnyException();
        assertThatCode(() -> DataFolder.requireOurs(theirs.resolve("not-there")))
                .doesNotThrowAnyException();
        Files.createDirectories(theirs.resolve("lost+found"));
        Files.createDirectories(theirs.resolve("volumes"));
        Files.writeString(theirs.resolve("root.key"), "a key");
        assertThatCode(() -> DataFolder.requireOurs(theirs)).doesNotThrowAnyException();

        Files.writeString(theirs.resolve("thesis.docx"), "mine");
        assertRefused(() -> DataFolder.requireOurs(theirs), "thesis.docx");
        Files.writeString(theirs.resolve(AmanaConfig.FILE_NAME), "");
        assertThatCode(() -> DataFolder.requireOurs(theirs))
                .as("whoever configures it means it")
                .doesNotThrowAnyException();
    }

    @Test
    void aCatalogThatIsGoneIsNotBegunAnewBesideItsVolumes() throws IOException {
        Files.delete(DataFolder.catalog(data));
        assertRefused(this::check, "catalog.db is missing or empty");
        Files.delete(DataFolder.ledger(data));
        assertRefused(this::check, "catalog.db is missing or empty");
        Files.createFile(DataFolder.catalog(data));
        assertRefused(this::check, "catalog.db is missing or empty");
    }

    @Test
    void aVolumeThatIsNotMountedIsMissed() throws IOException {
        Files.delete(DataFolder.volume(data));
        assertRefused(this::check, "volumes/v1 is missing or empty");
    }

    @Test
    void aFolderThatADiskIsMountedOnIsMissedWhenItIsEmptyAndShouldNotBe() throws IOException {
        assertThatCode(() -> DataFolder.requireVolume(disk, data, () -> false)).doesNotThrowAnyException();
        assertRefused(
                () -> DataFolder.requireVolume(disk, data, () -> true),
                "volumes/v1 is empty, although the catalog knows of content");
        Path extent = Files.createFile(DataFolder.volume(data).resolve("0".repeat(32) + ".extent"));
        assertThatCode(() -> DataFolder.requireVolume(disk, data, () -> true)).doesNotThrowAnyException();
        Files.delete(extent);
        Files.createFile(DataFolder.volume(data).resolve("volume.lock"));
        assertThatCode(() -> DataFolder.requireVolume(disk, data, () -> true))
                .as("who says so goes on without")
                .doesNotThrowAnyException();
    }

    @Test
    void aLedgerThatIsGoneIsNotBegunAnewBesideItsCatalog() throws IOException {
        assertThatCode(() -> DataFolder.requireLedger(disk, data, 9)).doesNotThrowAnyException();
        Files.delete(DataFolder.ledger(data));
        assertThatCode(() -> DataFolder.requireLedger(disk, data, 0)).doesNotThrowAnyException();
        assertRefused(() -> DataFolder.requireLedger(disk, data, 9), "ledger is missing or empty");
    }

    @Test
    void whatAFolderWithoutDataLacksIsSaid() throws IOException {
        Path none = data.resolve("none");
        assertRefused(() -> DataFolder.requireData(none), "there is no folder " + none);
        Path file = Files.writeString(data.resolve("file"), "");
        assertRefused(() -> DataFolder.requireData(file), "file is not a folder");
        Path other = Files.createDirectory(data.resolve("photos"));
        assertRefused(() -> DataFolder.requireData(other), "photos is no data folder, it holds no data of Amana's");
        Files.delete(DataFolder.catalog(data));
        assertRefused(() -> DataFolder.requireData(data), "catalog.db is missing or empty");
    }

    @Test
    void aFolderIntoWhichARestoreWasInterruptedIsCalledThat() throws IOException {
        Files.delete(DataFolder.catalog(data));
        Files.writeString(data.resolve("restoring"), "amana-restoring 1\n");
        assertRefused(() -> DataFolder.requireData(data), "run amana restore SRC --data " + data + " again");
        assertRefused(() -> AmanaConfig.load(data, AmanaConfig.Overrides.NONE), "a restore into it was interrupted");
    }

    private void check() {
        DataFolder.requireWhole(disk, data);
    }

    private static void assertRefused(ThrowingCallable check, String message) {
        assertThatThrownBy(check).isInstanceOf(AmanaException.class).hasMessageContaining(message);
    }
}
