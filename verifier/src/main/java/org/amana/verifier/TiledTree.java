package org.amana.verifier;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;

/// The tree of a log's first `size` entries, read from its tiles. Keeps the last tiles it read; for one thread.
public final class TiledTree implements TreeNodes {
    private static final int KEPT = 64;

    private final LogSource source;
    private final long size;
    private final TreeHasher hasher = new TreeHasher();
    private final Map<Tile, byte[]> kept = new LinkedHashMap<>(KEPT, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Tile, byte[]> eldest) {
            return size() > KEPT;
        }
    };

    public TiledTree(LogSource source, long size) {
        this.source = source;
        this.size = size;
    }

    /// @throws MalformedException if the tile that holds the node is missing or too short
    @Override
    public Hash node(int level, long index) {
        int tileLevel = level / Tile.HEIGHT;
        int above = level % Tile.HEIGHT;
        long first = index << above;
        Tile tile = Tile.in(size, tileLevel, first / Tile.FULL)
                .orElseThrow(() -> new IllegalArgumentException(
                        "node " + index + " of level " + level + " is not in a tree of " + size));
        int from = (int) (first % Tile.FULL) * Hash.LENGTH;
        return hasher.perfectRoot(content(tile), from, 1 << above);
    }

    private byte[] content(Tile tile) {
        byte[] content = kept.get(tile);
        if (content == null) {
            content = read(tile);
            kept.put(tile, content);
        }
        return content;
    }

    private byte[] read(Tile tile) {
        try {
            byte[] content = source.read(tile).orElseThrow(() -> new MalformedException(tile.path() + " is missing"));
            if (content.length != tile.width() * Hash.LENGTH) {
                throw new MalformedException(
                        tile.path() + " has " + content.length + " bytes, not " + tile.width() * Hash.LENGTH);
            }
            return content;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// The root of the whole tree.
    public Hash root() {
        return size == 0 ? hasher.emptyRoot() : Subtrees.root(0, size, this, hasher);
    }
}
