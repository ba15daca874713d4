package org.amana.verifier;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// The files of a log in a folder. Links are followed; nothing is written; what is no regular file (a pipe, whose
/// end may never come) is not opened.
record FolderSource(Path folder) implements LogSource {
    @Override
    public Optional<byte[]> read(String path) throws IOException {
        Path file = folder.resolve(path);
        if (Files.exists(file) && !Files.isRegularFile(file)) {
            throw new IOException(file + " is no regular file");
        }
        try (InputStream content = Files.newInputStream(file)) {
            return Optional.of(content.readNBytes(MAX_BYTES + 1));
        } catch (NoSuchFileException _) {
            if (!Files.isDirectory(folder)) {
                throw new NoSuchFileException(folder.toString());
            }
            return Optional.empty();
        }
    }

    @Override
    public Optional<List<String>> list() throws IOException {
        Path tiles = folder.resolve("tile");
        if (!Files.isDirectory(tiles)) {
            return Optional.of(List.of());
        }
        try (Stream<Path> files = Files.walk(tiles)) {
            return Optional.of(files.filter(Files::isRegularFile)
                    .map(file -> folder.relativize(file).toString().replace('\\', '/'))
                    .toList());
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    @Override
    public int parallelism() {
        return Math.max(2, Runtime.getRuntime().availableProcessors());
    }

    @Override
    public String toString() {
        return folder.toString();
    }
}
