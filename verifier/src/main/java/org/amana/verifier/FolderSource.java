package org.amana.verifier;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

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
        List<String> found = new ArrayList<>();
        Files.walkFileTree(
                tiles,
                new Published(
                        file -> found.add(folder.relativize(file).toString().replace('\\', '/'))));
        return Optional.of(List.copyOf(found));
    }

    /// Visits what a log has published. It may be growing meanwhile: what is hidden is being written, and what goes
    /// while others are visited was of an earlier size.
    private static final class Published extends SimpleFileVisitor<Path> {
        private final Consumer<Path> visitor;

        Published(Consumer<Path> visitor) {
            this.visitor = visitor;
        }

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
            if (Files.isRegularFile(file) && !Files.isHidden(file)) {
                visitor.accept(file);
            }
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFileFailed(Path file, IOException failure) throws IOException {
            return unlessGone(failure);
        }

        @Override
        public FileVisitResult postVisitDirectory(Path visited, @Nullable IOException failure) throws IOException {
            return failure == null ? FileVisitResult.CONTINUE : unlessGone(failure);
        }

        private static FileVisitResult unlessGone(IOException failure) throws IOException {
            if (failure instanceof NoSuchFileException) {
                return FileVisitResult.CONTINUE;
            }
            throw failure;
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
