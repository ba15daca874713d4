package org.amana.ledger;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.amana.verifier.EntryBundle;
import org.amana.verifier.Frontier;
import org.amana.verifier.Hash;
import org.amana.verifier.Tile;
import org.amana.verifier.TreeHasher;

/// The growing edge of the published tree: on each level the hashes of the last, unfilled tile, and the entries
/// of the last bundle. Adding to it gives the files that change. For one thread.
final class TreeEdge {
    /// A file of the public log.
    static final class TileFile {
        private final Tile tile;
        private final byte[] content;

        private TileFile(Tile tile, byte[] content) {
            this.tile = tile;
            this.content = content;
        }

        Tile tile() {
            return tile;
        }

        /// Its bytes; not to be changed.
        byte[] content() {
            return content;
        }
    }

    private final TreeHasher hasher;
    private final List<byte[]> entries;
    private final List<Row> rows;
    private long size;

    private static final class Row {
        private final byte[] hashes;
        private int width;
        private long number;
        private boolean changed;

        Row(byte[] hashes, int width, long number) {
            this.hashes = hashes;
            this.width = width;
            this.number = number;
        }
    }

    private TreeEdge(long size, List<byte[]> entries, List<Row> rows) {
        this.hasher = new TreeHasher();
        this.size = size;
        this.entries = entries;
        this.rows = rows;
    }

    /// The edge of the empty tree.
    static TreeEdge empty() {
        return new TreeEdge(0, new ArrayList<>(), new ArrayList<>());
    }

    /// Where the content of a tile is looked up.
    interface Files {
        byte[] content(Tile tile);
    }

    /// The edge of the tree of `size` entries, from its partial tiles.
    static TreeEdge of(long size, Files files) {
        TreeEdge edge = empty();
        edge.size = size;
        for (int level = 0; Tile.nodes(level, size) > 0; level++) {
            long nodes = Tile.nodes(level, size);
            Row row = new Row(new byte[Tile.FULL * Hash.LENGTH], (int) (nodes % Tile.FULL), nodes / Tile.FULL);
            if (row.width > 0) {
                byte[] hashes = files.content(new Tile(level, row.number, row.width));
                System.arraycopy(hashes, 0, row.hashes, 0, row.width * Hash.LENGTH);
            }
            edge.rows.add(row);
        }
        int width = (int) (size % Tile.FULL);
        if (width > 0) {
            Tile bundle = new Tile(Tile.ENTRIES, size / Tile.FULL, width);
            edge.entries.addAll(EntryBundle.decode(files.content(bundle), width));
        }
        return edge;
    }

    /// A copy that can be added to while this one stays.
    TreeEdge copy() {
        List<Row> copies = new ArrayList<>();
        rows.forEach(row -> copies.add(new Row(row.hashes.clone(), row.width, row.number)));
        return new TreeEdge(size, new ArrayList<>(entries), copies);
    }

    long size() {
        return size;
    }

    /// The root of the tree up to here.
    Hash root() {
        Frontier frontier = new Frontier();
        for (int level = rows.size() - 1; level >= 0; level--) {
            Row row = rows.get(level);
            for (int position = 0; position < row.width; position++) {
                frontier.add(Hash.at(row.hashes, position * Hash.LENGTH), Tile.HEIGHT * level);
            }
        }
        return frontier.root();
    }

    /// Adds entries, and answers every file that is new: tiles and bundles that became full, in order, then the
    /// partial ones of the new size.
    List<TileFile> add(List<Pending> added) {
        List<TileFile> files = new ArrayList<>();
        for (Pending pending : added) {
            entries.add(pending.entry());
            size++;
            if (entries.size() == Tile.FULL) {
                files.add(bundle());
                entries.clear();
            }
            add(0, pending.leafHash(), files);
        }
        if (!entries.isEmpty() && !added.isEmpty()) {
            files.add(bundle());
        }
        for (int level = 0; level < rows.size(); level++) {
            Row row = rows.get(level);
            if (row.changed && row.width > 0) {
                byte[] hashes = Arrays.copyOf(row.hashes, row.width * Hash.LENGTH);
                files.add(new TileFile(new Tile(level, row.number, row.width), hashes));
            }
            row.changed = false;
        }
        return files;
    }

    private TileFile bundle() {
        long number = (size - 1) / Tile.FULL;
        return new TileFile(new Tile(Tile.ENTRIES, number, entries.size()), EntryBundle.encode(entries));
    }

    private void add(int level, Hash node, List<TileFile> files) {
        if (level == rows.size()) {
            rows.add(new Row(new byte[Tile.FULL * Hash.LENGTH], 0, 0));
        }
        Row row = rows.get(level);
        node.copyTo(row.hashes, row.width * Hash.LENGTH);
        row.width++;
        row.changed = true;
        if (row.width == Tile.FULL) {
            files.add(new TileFile(new Tile(level, row.number, Tile.FULL), row.hashes.clone()));
            Hash above = hasher.perfectRoot(row.hashes, 0, Tile.FULL);
            row.width = 0;
            row.number++;
            add(level + 1, above, files);
        }
    }
}
