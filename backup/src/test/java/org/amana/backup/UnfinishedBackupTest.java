package org.amana.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.amana.durable.OsDisk;
import org.amana.testkit.FailingDisk;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What is left in a folder by backups that were not finished.
class UnfinishedBackupTest {
    private static final String KILLED = "20260101T000000.000Z";

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
    }

    @AfterEach
    void close() {
        house.close();
    }

    private Backup.Result backUp() {
        return house.backUp(depot, 1);
    }

    /// A file below the depot's folder.
    private Path lay(String name) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.resolveSibling("."));
        return Files.writeString(file, "some bytes");
    }

    private List<String> files(String end) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.map(file -> folder.relativize(file).toString())
                    .filter(name -> name.endsWith(end))
                    .toList();
        }
    }

    @Test
    void whatAKilledBackupWasWritingIsClearedByTheNext() throws IOException {
        lay(KILLED + "/volumes/v1/a.extent.tmp");
        lay(KILLED + "/heads.tmp");
        Backup.Result made = backUp();
        assertThat(folder.resolve(KILLED)).doesNotExist();
        assertThat(files("manifest")).containsExactly(made.name() + "/manifest");
    }

    @Test
    void clearingTouchesNothingButTemporariesOfRuns() throws IOException {
        List<Path> others = List.of(lay("mine.tmp"), lay("mine/too.tmp"), lay(KILLED + "/catalog.db"));
        Path file = lay("20260102T000000.000Z");
        lay(KILLED + "/small.tmp");
        depot.clearUnfinished();
        assertThat(others).allSatisfy(other -> assertThat(other).exists());
        assertThat(file).exists();
        assertThat(files("small.tmp")).isEmpty();
    }

    @Test
    void aDepotThatDoesNotExistYetHasNothingToClear() {
        depot.clearUnfinished();
        assertThat(folder).doesNotExist();
    }

    @Test
    void aManifestThatCannotBeWrittenLeavesNothingOfItself() throws IOException {
        depotsDisk.fill(path -> path.endsWith("manifest.tmp") && Files.exists(path));
        assertThatThrownBy(this::backUp).hasMessageContaining("manifest.tmp");
        assertThat(files(".tmp")).isEmpty();
        depotsDisk.mend();
        Backup.Result made = backUp();
        assertThat(made.removed()).as("objects of the one that failed").isPositive();
        assertThat(files("manifest")).containsExactly(made.name() + "/manifest");
    }

    @Test
    void anObjectThatIsNotFinishedLeavesNoFolderEither() {
        try (Depot.Writing writing = depot.write(KILLED + "/volumes/v1/a.extent")) {
            writing.write(ByteBuffer.wrap(new byte[100]));
        }
        assertThat(folder).isEmptyDirectory();
        try (Depot.Writing writing = depot.write(KILLED + "/small")) {
            writing.finish();
        }
        assertThat(depot.objects()).containsOnlyKeys(KILLED + "/small");
    }
}
