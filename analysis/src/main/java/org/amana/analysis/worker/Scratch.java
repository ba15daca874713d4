package org.amana.analysis.worker;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// A place for a file that is written anew to be read, and gone once it was.
record Scratch(Path path) implements AutoCloseable {

    @Override
    public void close() throws IOException {
        Files.deleteIfExists(path);
    }
}
