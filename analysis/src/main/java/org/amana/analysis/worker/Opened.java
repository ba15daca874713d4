package org.amana.analysis.worker;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;

/// The file that a worker has open, and what was unpacked out of it, each under the part it is (`2/3`), in a folder
/// that goes with it.
final class Opened implements AutoCloseable {

    /// One file of it.
    ///
    /// @param name what people called it; never used as a path
    /// @param charset the encoding that its text is said to be in; empty if nothing is said
    /// @param type what it is for sure, by what it lies in: a mailbox holds mails; empty if its content must tell
    record Item(Path path, String name, String charset, String type) {

        /// One whose content tells what it is.
        Item(Path path, String name, String charset) {
            this(path, name, charset, "");
        }

        /// The same in another file.
        Item at(Path other) {
            return new Item(other, name, charset, type);
        }
    }

    private final Path folder;
    private final Map<String, Item> items = new HashMap<>();
    private int unpacked;

    /// @param name what people call it; never used as a path
    Opened(Path folder, String name) {
        this.folder = folder;
        items.put("", new Item(folder.resolve("0"), name, ""));
    }

    Item file() {
        return item("");
    }

    /// @throws RefusedException never for the file itself; a part must have been unpacked before
    Item item(String part) {
        Item item = items.get(part);
        if (item == null) {
            throw new IllegalStateException("part " + part + " was not unpacked");
        }
        return item;
    }

    boolean has(String part) {
        return items.containsKey(part);
    }

    /// A place for one more part.
    Path fresh() {
        unpacked++;
        return folder.resolve(Integer.toString(unpacked));
    }

    /// A place for what is none of its parts.
    Scratch scratch() {
        return new Scratch(fresh());
    }

    void keep(String part, Item item) {
        items.put(part, item);
    }

    @Override
    public void close() throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        }
    }
}
