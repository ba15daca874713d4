package org.amana.backup;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.amana.durable.OsDisk;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FolderDepotTest {
    @TempDir
    Path folder;

    @Test
    void whatElseLiesInTheFolderIsNotLookedAt() throws IOException {
        Path run =
                Files.createDirectories(folder.resolve("20261128T140501.250Z").resolve("volumes"));
        Files.writeString(run.resolve("one"), "object");
        Files.writeString(folder.resolve("letter"), "no object");
        Path other = Files.createDirectories(folder.resolve("photos"));
        Files.writeString(other.resolve("holiday"), "no object");
        Files.createSymbolicLink(other.resolve("round"), folder);
        assertThat(new FolderDepot(new OsDisk(), folder).objects())
                .containsOnlyKeys("20261128T140501.250Z/volumes/one");
    }
}
