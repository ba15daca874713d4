package org.amana.durable;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileTroubleTest {
    @TempDir
    Path folder;

    @Test
    void whoMayNotIsToldWithThePathItsOwnerAndWhatHelps() throws IOException {
        Path file = Files.writeString(folder.resolve("root.key"), "secret");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("-w-------"));
        String user = System.getProperty("user.name");
        assertThat(DiskFailure.of(file, "open", new AccessDeniedException(file.toString())))
                .hasMessage(file + ": cannot open: user " + user + " may not use " + file + " (it belongs to "
                        + Files.getOwner(file).getName() + ", -w-------): give yourself the right to it with chmod");
    }

    @Test
    void ofAFileThatCannotBeMadeTheFolderIsTold() {
        Path file = folder.resolve("new").resolve("file");
        assertThat(FileTrouble.told(file, "open", new AccessDeniedException(file.toString())))
                .contains(" may not use " + folder + " (");
    }

    @Test
    void whatIsMissingIsCalledSoAndAnythingElseByItsReason() {
        Path file = folder.resolve("file");
        assertThat(FileTrouble.told(file, "open", new NoSuchFileException(file.toString())))
                .isEqualTo(file + ": is not there");
        assertThat(FileTrouble.told(file, "open", new IOException("Too many links")))
                .isEqualTo(file + ": cannot open: Too many links");
    }
}
