package org.amana.verifier;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A folder that is looked through while its log grows.
class FolderSourceTest {
    @TempDir
    private Path folder;

    @Test
    void whatIsBeingWrittenOrGoesMeanwhileIsNoFault() throws Exception {
        Path level = Files.createDirectories(folder.resolve("tile/0"));
        Files.writeString(level.resolve("000"), "a tile");
        FolderSource source = new FolderSource(folder);
        AtomicBoolean done = new AtomicBoolean();
        Thread log = Thread.ofPlatform().start(() -> grow(level, done));
        try {
            for (int i = 0; i < 500; i++) {
                assertThat(source.list().orElseThrow()).contains("tile/0/000").noneMatch(path -> path.contains("/."));
            }
        } finally {
            done.set(true);
            log.join();
        }
    }

    /// As the publisher does: under a name that is hidden first, and a partial tile goes when a larger one is there.
    private static void grow(Path level, AtomicBoolean done) {
        try {
            for (int i = 1; !done.get(); i = i % 255 + 1) {
                Path partials = Files.createDirectories(level.resolve("001.p"));
                Path written = Files.writeString(partials.resolve("." + i + ".tmp"), "some of a tile");
                Path partial = Files.move(written, partials.resolve("" + i));
                Files.delete(partial);
                Files.delete(partials);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
