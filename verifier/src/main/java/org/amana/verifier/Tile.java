package org.amana.verifier;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The name of one file of a log (C2SP `tlog-tiles`): up to 256 hashes of one level of the tree, or, at level
/// [#ENTRIES], up to 256 entries. Level L, number N holds the nodes of height 8·L from position 256·N on.
///
/// @param level 0 for leaf hashes, rising; [#ENTRIES] for an entry bundle
/// @param number position among the tiles of its level, from 0
/// @param width hashes or entries in it, 1 to 256; fewer than 256 is a partial tile
public record Tile(int level, long number, int width) {
    /// The level of entry bundles.
    public static final int ENTRIES = -1;

    /// Hashes in a full tile, entries in a full bundle.
    public static final int FULL = 256;

    /// Levels of the tree that one tile spans.
    public static final int HEIGHT = 8;

    /// A tree of 2^53 leaves has tiles on seven levels.
    static final int MAX_LEVEL = 6;

    private static final Pattern FORM =
            Pattern.compile("tile/(entries|[0-6])/((?:x[0-9]{3}/){0,5}[0-9]{3})(?:\\.p/([1-9][0-9]{0,2}))?");

    public Tile {
        if (level < ENTRIES || level > MAX_LEVEL || number < 0 || width < 1 || width > FULL) {
            throw new IllegalArgumentException("no such tile: level " + level + ", " + number + ", width " + width);
        }
    }

    /// Every tile and entry bundle that stands for a tree of `size` leaves, level by level, entry bundles first.
    public static List<Tile> of(long size) {
        List<Tile> tiles = new ArrayList<>();
        for (int level = ENTRIES; level <= MAX_LEVEL; level++) {
            long nodes = nodes(level, size);
            for (long number = 0; number * FULL < nodes; number++) {
                tiles.add(new Tile(level, number, (int) Math.min(FULL, nodes - number * FULL)));
            }
        }
        return tiles;
    }

    /// How many nodes a tree of `size` leaves has at the foot of the tiles of `level`.
    public static long nodes(int level, long size) {
        return level <= 0 ? size : size >>> (HEIGHT * level);
    }

    /// This tile as a tree of `size` leaves has it: full, partial, or absent.
    public static Optional<Tile> in(long size, int level, long number) {
        long width = Math.min(FULL, nodes(level, size) - number * FULL);
        return width > 0 ? Optional.of(new Tile(level, number, (int) width)) : Optional.empty();
    }

    public boolean partial() {
        return width < FULL;
    }

    /// The same place, filled.
    public Tile full() {
        return new Tile(level, number, FULL);
    }

    /// Its path below the log's folder or address: `tile/0/x001/x234/067`, `tile/entries/000.p/17`.
    public String path() {
        StringBuilder path = new StringBuilder(fullPath());
        if (partial()) {
            path.append(".p/").append(width);
        }
        return path.toString();
    }

    private String fullPath() {
        String groups = String.format(Locale.ROOT, "%03d", number % 1_000);
        for (long rest = number / 1_000; rest > 0; rest /= 1_000) {
            groups = String.format(Locale.ROOT, "x%03d/%s", rest % 1_000, groups);
        }
        return "tile/" + (level == ENTRIES ? "entries" : Integer.toString(level)) + "/" + groups;
    }

    /// Reads a path back; empty if no tile is spelled so.
    public static Optional<Tile> parse(String path) {
        Matcher matcher = FORM.matcher(path);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        int level = matcher.group(1).equals("entries") ? ENTRIES : Integer.parseInt(matcher.group(1));
        long number = Long.parseLong(matcher.group(2).replaceAll("[x/]", ""));
        int width = matcher.group(3) == null ? FULL : Integer.parseInt(matcher.group(3));
        if (width > FULL) {
            return Optional.empty();
        }
        Tile tile = new Tile(level, number, width);
        return tile.path().equals(path) ? Optional.of(tile) : Optional.empty();
    }

    @Override
    public String toString() {
        return path();
    }
}
