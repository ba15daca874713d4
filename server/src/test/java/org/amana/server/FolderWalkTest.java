package org.amana.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.amana.kernel.AmanaException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FolderWalkTest {
    @TempDir
    Path scratch;

    private Path folder;

    @BeforeEach
    void make() throws IOException {
        folder = Files.createDirectory(scratch.resolve("exhibits"));
        write(folder.resolve("b/two.txt"));
        write(folder.resolve("one.txt"));
    }

    private static void write(Path file) throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, "text");
    }

    private static List<String> names(FolderWalk walk) {
        return walk.sources().stream().map(FolderWalk.Source::name).toList();
    }

    private static Path dataFolder(Path folder) throws IOException {
        for (String each : List.of("amana.lock", "root.check", "root.key", "ledger/private/log.key")) {
            write(folder.resolve(each));
        }
        return folder;
    }

    @Test
    void filesAreNamedByTheirPaths() {
        FolderWalk walk = FolderWalk.of(folder);
        assertThat(names(walk)).containsExactly("b/two.txt", "one.txt");
        assertThat(walk.failures()).isEmpty();
        assertThat(walk.dataFolders()).isEmpty();
        assertThat(walk.links()).isEmpty();
    }

    @Test
    void aDataFolderIsNeverTakenIn() throws IOException {
        Path data = dataFolder(folder.resolve("data"));
        FolderWalk walk = FolderWalk.of(folder);
        assertThat(names(walk)).containsExactly("b/two.txt", "one.txt");
        assertThat(walk.dataFolders()).containsExactly(data.toRealPath());
        for (Path inside : List.of(data, data.resolve("ledger"), data.resolve("ledger/private"))) {
            assertThatThrownBy(() -> FolderWalk.of(inside))
                    .isInstanceOf(AmanaException.class)
                    .hasMessageContaining("data folder of Amana's");
        }
    }

    @Test
    void aLinkToTheFolderIsFollowedAndNoOther() throws IOException {
        Files.createSymbolicLink(folder.resolve("link"), folder.resolve("one.txt"));
        Path link = Files.createSymbolicLink(scratch.resolve("elsewhere"), folder);
        FolderWalk walk = FolderWalk.of(link);
        assertThat(names(walk)).containsExactly("b/two.txt", "one.txt");
        assertThat(walk.links()).hasSize(1);
    }

    @Test
    void aLinkIntoADataFolderLeadsNowhere() throws IOException {
        Path data = dataFolder(scratch.resolve("data"));
        Path link = Files.createSymbolicLink(scratch.resolve("elsewhere"), data.resolve("ledger"));
        assertThatThrownBy(() -> FolderWalk.of(link)).hasMessageContaining("data folder of Amana's");
    }

    @Test
    void ofTwoFilesForOneBlobOneIsNamedAsAFailure() throws IOException {
        write(folder.resolve("b\\two.txt"));
        FolderWalk walk = FolderWalk.of(folder);
        assertThat(names(walk)).containsExactly("b/two.txt", "one.txt");
        assertThat(walk.failures()).singleElement().asString().contains("another file has this name too");
    }

    @Test
    void whatIsNoFolderIsRefused() {
        assertThatThrownBy(() -> FolderWalk.of(folder.resolve("one.txt"))).hasMessageContaining("is not a folder");
        assertThatThrownBy(() -> FolderWalk.of(folder.resolve("none"))).hasMessageContaining("is not a folder");
    }
}
