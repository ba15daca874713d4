package org.amana.verifier;

import java.io.IOException;
import java.util.Optional;
import java.util.function.BiConsumer;

/// Reads the files that a checkpoint promises. One that is not there is evidence: whoever signs a size owes its
/// tiles.
final class LogFiles {
    private LogFiles() {}

    /// The tile or bundle; empty, with a word to `found`, if it is missing or not of its size.
    static Optional<byte[]> read(LogSource source, Tile tile, BiConsumer<String, String> found) throws IOException {
        Optional<byte[]> content;
        try {
            content = source.read(tile);
        } catch (MalformedException e) {
            found.accept(tile.full().path(), e.message());
            return Optional.empty();
        }
        if (content.isEmpty()) {
            found.accept(tile.path(), "is missing, though the checkpoint promises it");
            return content;
        }
        int length = tile.width() * Hash.LENGTH;
        if (tile.level() != Tile.ENTRIES && content.get().length != length) {
            found.accept(tile.path(), "has " + content.get().length + " bytes, not " + length);
            return Optional.empty();
        }
        return content;
    }
}
