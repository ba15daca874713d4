package org.amana.verifier;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// Where the files of a log are read from. Safe for use by many threads.
public interface LogSource {
    /// The path of the signed checkpoint.
    String CHECKPOINT = "checkpoint";

    /// The most bytes that any file of a log has: a full bundle of the longest entries.
    int MAX_BYTES = Tile.FULL * (2 + Entry.MAX_BYTES);

    /// The file at `path`; empty if the source knows that there is none. Of a file above [#MAX_BYTES], one byte
    /// more than that.
    ///
    /// @throws IOException if the source cannot tell
    Optional<byte[]> read(String path) throws IOException;

    /// The paths of all files below `tile/`, in no order; empty if the source cannot list them.
    Optional<List<String>> list() throws IOException;

    /// How many reads are worth having under way at once.
    int parallelism();

    /// The log in a folder.
    static LogSource folder(Path folder) {
        return new FolderSource(folder);
    }

    /// The log below an address: `checkpoint` and `tile/...` are appended to it.
    static LogSource url(URI address) {
        return new UrlSource(address);
    }

    /// The tile or bundle as a tree of the right size has it; a partial one that has gone because its full one
    /// stands is cut from that.
    default Optional<byte[]> read(Tile tile) throws IOException {
        Optional<byte[]> content = read(tile.path());
        if (content.isPresent() || !tile.partial()) {
            return content;
        }
        return read(tile.full().path()).map(full -> cut(full, tile));
    }

    private static byte[] cut(byte[] full, Tile tile) {
        int length = tile.level() == Tile.ENTRIES
                ? EntryBundle.bounds(full, tile.width())[tile.width()]
                : Math.min(full.length, tile.width() * Hash.LENGTH);
        return length == full.length ? full : Arrays.copyOf(full, length);
    }
}
