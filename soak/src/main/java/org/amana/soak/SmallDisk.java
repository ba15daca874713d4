package org.amana.soak;

import java.io.IOException;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.amana.kernel.ByteSize;
import org.amana.testkit.Command;

/// A file system of its own that is soon full: ext4 in a file, or memory where that cannot be had.
///
/// @param path where it is mounted
/// @param kind for the record
record SmallDisk(Path path, String kind) implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    /// Mounts one; empty when this user may not.
    static Optional<SmallDisk> mount(Path folder, ByteSize size) {
        Path path = folder.resolve("mounted");
        Path image = folder.resolve("image");
        try {
            Files.createDirectories(path);
            try (RandomAccessFile file = new RandomAccessFile(image.toFile(), "rw")) {
                file.setLength(size.bytes());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        if (succeeds("mkfs.ext4", "-q", "-F", "-m", "0", image.toString())
                && succeeds("mount", "-o", "loop", image.toString(), path.toString())) {
            return Optional.of(new SmallDisk(path, "ext4 of " + size));
        }
        if (succeeds("mount", "-t", "tmpfs", "-o", "size=" + size.bytes(), "tmpfs", path.toString())) {
            return Optional.of(new SmallDisk(path, "tmpfs of " + size));
        }
        return Optional.empty();
    }

    private static boolean succeeds(String... line) {
        try {
            return Command.run(PATIENCE, Map.of(), List.of(line)).status() == 0;
        } catch (UncheckedIOException e) {
            return false; // there is no such program
        }
    }

    /// Takes up everything that is left of it.
    void fill() {
        byte[] chunk = new byte[1 << 20];
        for (int size = chunk.length; size > 0; size /= 2) {
            try (OutputStream out =
                    Files.newOutputStream(ballast(), StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
                while (true) {
                    out.write(chunk, 0, size);
                }
            } catch (IOException _) {
                // Full for pieces of this size.
            }
        }
    }

    /// Gives back what [#fill] took.
    void release() {
        try {
            Files.deleteIfExists(ballast());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path ballast() {
        return path.resolve("ballast");
    }

    @Override
    public void close() {
        Command.run(PATIENCE, Map.of(), List.of("umount", path.toString())).expectSuccess();
    }
}
