package org.amana.acceptance;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;

/// Folders that clients find hard: odd names, an empty file, deep paths, and a file that goes up in many blocks.
final class OddTree {
    /// More than any client here sends in one request.
    static final int LARGE_BYTES = 70 << 20;

    /// Names as users give them, with every character that some client or server has ever confused.
    static final List<String> NAMES = List.of(
            "plain.txt",
            "dir/with space + plus.txt",
            "dir/محضر.txt",
            "dir/deeper/100%.txt",
            "dir/deeper/and/deeper/still/file",
            "a dir/more + more/file",
            "percent%2Fliteral.txt",
            "question?x=1&y.txt",
            "hash#one.txt",
            "emoji-🗂️.txt",
            "empty");

    private OddTree() {}

    /// Files of [#NAMES] below a folder, without the large one.
    static Path write(Path root) throws IOException {
        for (String name : NAMES) {
            Path file = root.resolve(name);
            Files.createDirectories(file.getParent());
            Files.writeString(file, name.equals("empty") ? "" : "content of " + name, StandardCharsets.UTF_8);
        }
        return root;
    }

    /// The same and `dir/large.bin` with [#LARGE_BYTES] of chance.
    static Path writeWithLarge(Path root) throws IOException {
        write(root);
        large(root.resolve("dir/large.bin"));
        return root;
    }

    /// A file of [#LARGE_BYTES] bytes that no client can make smaller.
    static Path large(Path file) throws IOException {
        byte[] content = new byte[LARGE_BYTES];
        new Random(5).nextBytes(content);
        try (OutputStream out = Files.newOutputStream(file)) {
            out.write(content);
        }
        return file;
    }

    /// A failure that names the first difference, unless both folders hold the same files with the same bytes.
    static void expectSame(Path expected, Path found) throws IOException {
        List<Path> files = files(expected);
        if (!files.equals(files(found))) {
            throw new AssertionError(found + " has " + files(found) + ", expected " + files);
        }
        for (Path file : files) {
            if (Files.mismatch(expected.resolve(file), found.resolve(file)) != -1) {
                throw new AssertionError(found.resolve(file) + " differs from " + expected.resolve(file));
            }
        }
    }

    private static List<Path> files(Path root) throws IOException {
        try (var walk = Files.walk(root)) {
            return walk.filter(Files::isRegularFile)
                    .map(root::relativize)
                    .sorted()
                    .toList();
        }
    }
}
