package org.amana.backup;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.amana.durable.Disk;
import org.amana.store.HeldExtents;

/// What a new backup is to hold: parts of the earlier one that it refers to, and pieces that are to be
/// copied.
final class Wanted {
    private final Disk disk;
    private final Earlier earlier;
    private final List<Part> referred = new ArrayList<>();
    private final List<Piece> large = new ArrayList<>();
    private final List<Piece> small = new ArrayList<>();

    Wanted(Disk disk, Earlier earlier) {
        this.disk = disk;
        this.earlier = earlier;
    }

    /// A database, which is another one each time.
    ///
    /// @param copy of it, which does not change
    void database(String path, Path copy) {
        large.add(Piece.whole(disk, path, copy));
    }

    /// A full tile or bundle of the ledger, which never changes.
    void tile(String path, Path file) {
        List<Part> had = earlier.whole(path);
        Piece piece = Piece.whole(disk, path, file);
        if (!had.isEmpty() && length(had) == piece.length()) {
            referred.addAll(had);
        } else {
            small.add(piece);
        }
    }

    /// An extent: what the earlier backup has of it stays as it is, for extents grow at their end alone.
    void extent(String path, HeldExtents.Held extent) {
        List<Part> had = earlier.whole(path);
        long from = length(had);
        if (from > extent.length()) {
            from = 0;
        } else {
            referred.addAll(had);
        }
        if (from < extent.length()) {
            large.add(new Piece(path, extent.file(), from, extent.length()));
        }
    }

    /// Another file, which is copied each time.
    void other(String path, Path file) {
        small.add(Piece.whole(disk, path, file));
    }

    private static long length(List<Part> parts) {
        return parts.stream().mapToLong(Part::length).sum();
    }

    /// What the depot has already; of a file its first parts.
    List<Part> referred() {
        return referred;
    }

    /// What gets an object of its own each.
    List<Piece> large() {
        return large;
    }

    /// What shares one.
    List<Piece> small() {
        return small;
    }

    /// How many are to be copied.
    long pieces() {
        return (long) large.size() + small.size();
    }

    /// How much is to be copied.
    long bytes() {
        return Stream.concat(large.stream(), small.stream())
                .mapToLong(Piece::length)
                .sum();
    }
}
