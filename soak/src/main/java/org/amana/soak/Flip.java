package org.amana.soak;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;

/// One bit of one file.
record Flip(Path file, long at, int bit) {
    /// A bit of the extents in a folder, each byte as likely as any other; but not of the room that an open
    /// extent has only reserved, where nothing was ever written.
    static Flip anywhere(Path folder, RandomGenerator random) {
        try (Stream<Path> files = Files.list(folder)) {
            List<Path> all = files.filter(file -> file.toString().endsWith(".extent"))
                    .sorted()
                    .toList();
            List<Long> written = new ArrayList<>();
            for (Path file : all) {
                written.add(written(file));
            }
            long at =
                    random.nextLong(written.stream().mapToLong(Long::longValue).sum());
            int file = 0;
            while (at >= written.get(file)) {
                at -= written.get(file++);
            }
            return new Flip(all.get(file), at, random.nextInt(8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// One behind the last byte that is not zero.
    static long written(Path file) {
        byte[] bytes = read(file);
        int end = bytes.length;
        while (end > 0 && bytes[end - 1] == 0) {
            end--;
        }
        return end;
    }

    /// Flips it; twice is never.
    void flip() {
        try (RandomAccessFile open = new RandomAccessFile(file.toFile(), "rw")) {
            open.seek(at);
            int value = open.read();
            open.seek(at);
            open.write(value ^ (1 << bit));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public String toString() {
        return "bit " + bit + " of byte " + at + " in " + file.getFileName();
    }

    private static byte[] read(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
