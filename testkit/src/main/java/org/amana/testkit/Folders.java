package org.amana.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/// Folders as wholes: what tests, campaigns and measurements do with a data folder between two servers. Whatever fails
/// is an [UncheckedIOException].
public final class Folders {
    private Folders() {}

    /// The files in a folder and in all folders below it, in the order of their paths.
    public static List<Path> files(Path folder) {
        return all(folder).stream().filter(Files::isRegularFile).sorted().toList();
    }

    /// Bytes of all files in a folder and below it, or of the one file.
    public static long size(Path folder) {
        return files(folder).stream().mapToLong(file -> file.toFile().length()).sum();
    }

    /// Copies a folder, with times and modes, to where none is yet, or an empty one.
    public static void copy(Path from, Path to) {
        try {
            for (Path each : all(from)) {
                Path target = to.resolve(from.relativize(each).toString());
                if (!Files.isDirectory(target)) {
                    Files.copy(each, target, StandardCopyOption.COPY_ATTRIBUTES);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Deletes a folder with all that is in it, if it is there.
    public static void delete(Path folder) {
        if (!Files.exists(folder)) {
            return;
        }
        List<Path> deepestFirst =
                all(folder).stream().sorted(Comparator.reverseOrder()).toList();
        try {
            for (Path each : deepestFirst) {
                Files.delete(each);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<Path> all(Path folder) {
        try (Stream<Path> inside = Files.walk(folder)) {
            return inside.toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
