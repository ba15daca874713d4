package org.amana.verifier;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The tiles of one level above the leaf hashes, held against what the level below comes to. Nodes arrive in
/// order. Each comes twice: as the entries make it, and as the tiles below claim it; if these differ, that has
/// been found already, and this level tells which of the two it was built on.
final class UpperLevel {
    private final LogSource source;
    private final int level;
    private final Findings findings;
    private final TreeHasher hasher = new TreeHasher();
    private final List<byte[]> rows = new ArrayList<>();
    private byte[] made = new byte[Tile.FULL * Hash.LENGTH];
    private final byte[] claimed = new byte[Tile.FULL * Hash.LENGTH];
    private final boolean[] known = new boolean[Tile.FULL];
    private int width;
    private boolean whole = true;
    private @Nullable UpperLevel next; // made when the first tile of this level is full

    UpperLevel(LogSource source, int level, Findings findings) {
        this.source = source;
        this.level = level;
        this.findings = findings;
    }

    /// Takes the next node.
    ///
    /// @param fromEntries as the entries make it
    /// @param fromTiles as the tiles below claim it
    void add(Hash fromEntries, Hash fromTiles) {
        fromEntries.copyTo(made, width * Hash.LENGTH);
        fromTiles.copyTo(claimed, width * Hash.LENGTH);
        known[width] = true;
        advance();
    }

    /// Takes a node that the level below could not tell; this level's tile stands in for it.
    void addUnknown() {
        known[width] = false;
        advance();
    }

    private void advance() {
        width++;
        if (width == Tile.FULL) {
            checkRow();
            UpperLevel above = next();
            if (whole) {
                above.add(hasher.perfectRoot(made, 0, Tile.FULL), hasher.perfectRoot(claimed, 0, Tile.FULL));
            } else {
                above.addUnknown();
            }
            endRow();
        }
    }

    /// No more nodes come: checks the partial tiles of this level and those above.
    void finish() {
        if (width > 0) {
            checkRow();
            endRow();
        }
        if (next != null) {
            next.finish();
        }
    }

    /// Whether `root` is the node at `index`, which came before, as the entries made it.
    boolean made(long index, Hash root) {
        int number = (int) (index / Tile.FULL);
        byte[] row = number < rows.size() ? rows.get(number) : made;
        return root.matches(row, (int) (index % Tile.FULL) * Hash.LENGTH);
    }

    private UpperLevel next() {
        if (next == null) {
            next = new UpperLevel(source, level + 1, findings);
        }
        return next;
    }

    private void endRow() {
        rows.add(made);
        made = new byte[Tile.FULL * Hash.LENGTH];
        width = 0;
        whole = true;
    }

    private void checkRow() {
        Tile tile = new Tile(level, rows.size(), width);
        Optional<byte[]> content = Optional.empty();
        try {
            content = LogFiles.read(source, tile, findings::add);
        } catch (IOException e) {
            findings.missing(tile.path() + ": " + Unread.why(e));
        }
        for (int position = 0; position < width; position++) {
            checkNode(tile, position, content);
        }
    }

    private void checkNode(Tile tile, int position, Optional<byte[]> content) {
        int at = position * Hash.LENGTH;
        if (content.isEmpty()) {
            whole &= known[position];
            return;
        }
        Hash node = Hash.at(content.get(), at);
        if (!known[position]) {
            node.copyTo(made, at);
            node.copyTo(claimed, at);
        } else if (!node.matches(made, at) && !node.matches(claimed, at)) {
            long below = tile.number() * Tile.FULL + position;
            long first = below << (Tile.HEIGHT * level);
            findings.add(
                    tile.path(),
                    "hash " + position + ", over the entries from " + first + " on, is not the root of "
                            + new Tile(level - 1, below, Tile.FULL).path());
        }
    }
}
